"""Lists what is in an account, a line for each thing, sorted: KIND NAME.

Usage: inventory.py ENDPOINT
"""

import sys

import botocore.session

# By kind: service, call, the list in its answer, the name in each of its items.
KINDS = {
    "alarm": ("cloudwatch", "describe_alarms", "MetricAlarms", "AlarmName"),
    "api": ("apigateway", "get_rest_apis", "items", "name"),
    "bucket": ("s3", "list_buckets", "Buckets", "Name"),
    "build project": ("codebuild", "list_projects", "projects", None),
    "dashboard": ("cloudwatch", "list_dashboards", "DashboardEntries", "DashboardName"),
    "function": ("lambda", "list_functions", "Functions", "FunctionName"),
    "key": ("apigateway", "get_api_keys", "items", "name"),
    "log group": ("logs", "describe_log_groups", "logGroups", "logGroupName"),
    "parameter": ("ssm", "describe_parameters", "Parameters", "Name"),
    "repository": ("ecr", "describe_repositories", "repositories", "repositoryName"),
    "role": ("iam", "list_roles", "Roles", "RoleName"),
    "secret": ("secretsmanager", "list_secrets", "SecretList", "Name"),
    "state machine": ("stepfunctions", "list_state_machines", "stateMachines", "name"),
    "table": ("dynamodb", "list_tables", "TableNames", None),
    "topic": ("sns", "list_topics", "Topics", "TopicArn"),
    "usage plan": ("apigateway", "get_usage_plans", "items", "name"),
    "user pool": ("cognito-idp", "list_user_pools", "UserPools", "Name"),
}
OPTIONS = {"list_user_pools": {"MaxResults": 50}}


def main(endpoint):
    session = botocore.session.get_session()
    lines = []
    for kind, (service, call, field, name) in KINDS.items():
        client = session.create_client(
            service,
            region_name="us-east-1",
            endpoint_url=endpoint,
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )
        answer = getattr(client, call)(**OPTIONS.get(call, {}))
        for item in answer.get(field, []):
            lines.append("%s %s" % (kind, item[name] if name else item))
    print("\n".join(sorted(lines)))


if __name__ == "__main__":
    main(sys.argv[1])
