"""Instructor: an answer as a typed object, by a tool and by a schema."""

import os

import instructor
from openai import OpenAI
from pydantic import BaseModel


class Person(BaseModel):
    name: str
    age: int


for mode in (instructor.Mode.TOOLS, instructor.Mode.JSON_SCHEMA):
    client = instructor.from_openai(OpenAI(), mode=mode)
    person = client.chat.completions.create(
        model=os.environ["SLM_MODEL"],
        response_model=Person,
        max_retries=0,
        messages=[{"role": "user", "content": "Ada is 36 years old"}],
    )
    assert isinstance(person, Person), person
