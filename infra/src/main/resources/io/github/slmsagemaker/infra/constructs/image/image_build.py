"""Starts a build of the image and waits for its end, for CDK's provider framework."""

import boto3

codebuild = boto3.client("codebuild")
logs = boto3.client("logs")

LINES = 25
# CloudFormation cuts the reason of a failure.
CHARACTERS = 1500


def on_event(event, _context):
    if event["RequestType"] == "Delete":
        return {"PhysicalResourceId": event["PhysicalResourceId"]}
    properties = event["ResourceProperties"]
    try:
        build = codebuild.start_build(
            projectName=properties["Project"], idempotencyToken=event["RequestId"]
        )
    except codebuild.exceptions.AccountLimitExceededException as e:
        raise RuntimeError(
            "CodeBuild runs no build in this account and region now, which is the quota of most new"
            " accounts. Ask for at least 1 of 'Concurrently running builds for Linux/Medium"
            " environment' (Service Quotas, AWS CodeBuild) and deploy again, or deploy with"
            " imageBuild=docker or imageUri. CodeBuild said: " + str(e)
        ) from None
    return {
        "PhysicalResourceId": properties["Project"],
        "BuildId": build["build"]["id"],
    }


def is_complete(event, _context):
    if event["RequestType"] == "Delete":
        return {"IsComplete": True}
    build = codebuild.batch_get_builds(ids=[event["BuildId"]])["builds"][0]
    status = build["buildStatus"]
    if status == "IN_PROGRESS":
        return {"IsComplete": False}
    if status != "SUCCEEDED":
        raise RuntimeError(
            f"the image build {build['id']} ended {status}. The end of its log:\n" + tail(build)
        )
    exported = {v["name"]: v["value"] for v in build["exportedEnvironmentVariables"]}
    repository = event["ResourceProperties"]["Repository"]
    return {
        "IsComplete": True,
        "Data": {"ImageUri": repository + "@" + exported["IMAGE_DIGEST"]},
    }


def tail(build):
    place = build.get("logs", {})
    if not place.get("streamName"):
        phases = [p for p in build.get("phases", []) if p.get("phaseStatus") not in (None, "SUCCEEDED")]
        return "; ".join(str(c.get("message")) for p in phases for c in p.get("contexts", []))
    events = logs.get_log_events(
        logGroupName=place["groupName"],
        logStreamName=place["streamName"],
        limit=LINES,
        startFromHead=False,
    )["events"]
    return "".join(e["message"] for e in events)[-CHARACTERS:]
