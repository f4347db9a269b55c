"""Creates a stack through CloudFormation at an endpoint, and says what came of it.

Usage: rehearse.py ENDPOINT TEMPLATE.json

Writes a line for each type of resource, sorted: `created TYPE COUNT` for what CloudFormation there
gave an id, `replayed TYPE COUNT` for what it did not and a call of its own made with the template's
properties, `skipped TYPE COUNT` for the rest.
"""

import collections
import io
import json
import sys
import zipfile

import boto3

REGION = "eu-west-1"
STACK = "SlmSagemaker"


class Account:
    """An account of a server that asks for credentials and does not check them."""

    def __init__(self, endpoint):
        self.endpoint = endpoint

    def client(self, service):
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id="stand-in",
            aws_secret_access_key="stand-in",
        )


def bootstrap(account, template):
    """What `cdk bootstrap` and the upload of assets leave."""
    account.client("ssm").put_parameter(
        Name="/cdk-bootstrap/hnb659fds/version", Value="27", Type="String"
    )
    number = account.client("sts").get_caller_identity()["Account"]
    s3 = account.client("s3")
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as package:
        package.writestr("run.sh", "#!/bin/sh\n")
    for resource in template["Resources"].values():
        if resource["Type"] != "AWS::Lambda::Function":
            continue
        place = resource["Properties"]["Code"]
        bucket = place["S3Bucket"]
        if isinstance(bucket, dict):
            bucket = bucket["Fn::Sub"]
        bucket = bucket.replace("${AWS::AccountId}", number).replace("${AWS::Region}", REGION)
        if bucket not in [each["Name"] for each in s3.list_buckets()["Buckets"]]:
            s3.create_bucket(
                Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION}
            )
        s3.put_object(Bucket=bucket, Key=place["S3Key"], Body=code.getvalue())


def create(account, template):
    formation = account.client("cloudformation")
    formation.create_stack(
        StackName=STACK, TemplateBody=json.dumps(template), Capabilities=["CAPABILITY_IAM"]
    )
    stack = formation.describe_stacks(StackName=STACK)["Stacks"][0]
    if stack["StackStatus"] != "CREATE_COMPLETE":
        sys.exit("the stack is %s: %s" % (stack["StackStatus"], stack.get("StackStatusReason")))
    pages = formation.get_paginator("list_stack_resources").paginate(StackName=STACK)
    return [each for page in pages for each in page["StackResourceSummaries"]]


class Replay:
    """Makes by calls of their own what CloudFormation there knows nothing of."""

    def __init__(self, account, template, physical):
        self.account = account
        self.resources = template["Resources"]
        self.physical = dict(physical)
        self.secrets = {}

    def run(self):
        """Counts by type what the services list afterwards."""
        steps = {
            "AWS::SecretsManager::Secret": self.secret,
            "AWS::ApiGateway::ApiKey": self.key,
            "AWS::ApiGateway::UsagePlan": self.plan,
            "AWS::ApiGateway::UsagePlanKey": self.plan_key,
            "AWS::CloudWatch::Alarm": self.alarm,
        }
        made = collections.Counter()
        for kind, step in steps.items():
            for name, resource in self.resources.items():
                if resource["Type"] == kind and not self.physical.get(name):
                    self.physical[name] = step(name, resource["Properties"])
                    made[kind] += 1
        self.check(made)
        return made

    def check(self, made):
        gateway = self.account.client("apigateway")
        listed = {
            "AWS::SecretsManager::Secret": self.account.client("secretsmanager").list_secrets()[
                "SecretList"
            ],
            "AWS::ApiGateway::ApiKey": gateway.get_api_keys()["items"],
            "AWS::ApiGateway::UsagePlan": gateway.get_usage_plans()["items"],
            "AWS::CloudWatch::Alarm": self.account.client("cloudwatch").describe_alarms()[
                "MetricAlarms"
            ],
        }
        for kind, found in listed.items():
            if len(found) != made[kind]:
                sys.exit("%s: %d made, %d listed" % (kind, made[kind], len(found)))

    def secret(self, name, properties):
        client = self.account.client("secretsmanager")
        rules = properties["GenerateSecretString"]
        value = client.get_random_password(
            PasswordLength=rules["PasswordLength"], ExcludePunctuation=rules["ExcludePunctuation"]
        )["RandomPassword"]
        arn = client.create_secret(Name=name, SecretString=value)["ARN"]
        self.secrets[name] = value
        return arn

    def key(self, name, properties):
        """The value is a reference that only CloudFormation resolves, to one of the secrets."""
        reference = json.dumps(properties["Value"])
        if "{{resolve:secretsmanager:" not in reference:
            sys.exit("the value of %s is no dynamic reference" % name)
        value = next(text for secret, text in self.secrets.items() if '"%s"' % secret in reference)
        return self.account.client("apigateway").create_api_key(
            name=name, value=value, enabled=properties.get("Enabled", True)
        )["id"]

    def plan(self, name, properties):
        limits = {
            "throttle": {
                "rateLimit": properties["Throttle"]["RateLimit"],
                "burstLimit": properties["Throttle"]["BurstLimit"],
            },
            "quota": {
                "limit": properties["Quota"]["Limit"],
                "period": properties["Quota"]["Period"],
            },
        }
        return self.account.client("apigateway").create_usage_plan(name=name, **limits)["id"]

    def plan_key(self, _, properties):
        return self.account.client("apigateway").create_usage_plan_key(
            usagePlanId=self.physical[properties["UsagePlanId"]["Ref"]],
            keyId=self.physical[properties["KeyId"]["Ref"]],
            keyType=properties["KeyType"],
        )["id"]

    def alarm(self, name, properties):
        wanted = {key: value for key, value in properties.items() if "Actions" not in key}
        self.account.client("cloudwatch").put_metric_alarm(AlarmName=name, **self.resolved(wanted))
        return name

    def resolved(self, value):
        if isinstance(value, list):
            return [self.resolved(each) for each in value]
        if not isinstance(value, dict):
            return value
        if "Ref" in value:
            return self.physical.get(value["Ref"], value["Ref"])
        if "Fn::GetAtt" in value:
            return ".".join(value["Fn::GetAtt"])
        if "Fn::Join" in value:
            separator, parts = value["Fn::Join"]
            return separator.join(self.resolved(parts))
        return {key: self.resolved(each) for key, each in value.items()}


def main(endpoint, file):
    with open(file, encoding="utf-8") as stream:
        template = json.load(stream)
    account = Account(endpoint)
    bootstrap(account, template)
    made = create(account, template)
    physical = {each["LogicalResourceId"]: each.get("PhysicalResourceId") for each in made}
    created, skipped = collections.Counter(), collections.Counter()
    for name, resource in template["Resources"].items():
        (created if physical.get(name) else skipped)[resource["Type"]] += 1
    replayed = Replay(account, template, physical).run()
    skipped -= replayed
    lines = ["created %s %d" % pair for pair in created.items()]
    lines += ["replayed %s %d" % pair for pair in replayed.items()]
    lines += ["skipped %s %d" % pair for pair in skipped.items()]
    print("\n".join(sorted(lines)))


if __name__ == "__main__":
    main(*sys.argv[1:])
