"""Stops the deployment, as `./slm stop` does, when AWS Budgets says that the budget is passed."""

import os

import boto3

COPIES = "sagemaker:inference-component:DesiredCopyCount"


def handler(_event, _context):
    failed = []
    # All are tried: what is expensive may be behind the one that fails.
    for name, step in steps():
        try:
            step()
            print("stopped:", name)
        except Exception as e:
            failed.append(f"{name}: {e}")
    if failed:
        # Lambda calls again, twice, and an alarm rings.
        raise RuntimeError("not stopped; ./slm stop does it by hand. " + "; ".join(failed))


def steps():
    yield "the invoker takes no request", lambda: boto3.client("lambda").put_function_concurrency(
        FunctionName=os.environ["FUNCTION"], ReservedConcurrentExecutions=0
    )
    yield "the API says so", lambda: boto3.client("apigateway").update_stage(
        restApiId=os.environ["API"],
        stageName=os.environ["STAGE"],
        patchOperations=[
            {
                "op": "replace",
                "path": "/variables/" + os.environ["VARIABLE"],
                "value": os.environ["STOPPED"],
            }
        ],
    )
    component = os.environ.get("COMPONENT")
    if component:
        yield "nothing scales", lambda: boto3.client(
            "application-autoscaling"
        ).register_scalable_target(
            ServiceNamespace="sagemaker",
            ResourceId="inference-component/" + component,
            ScalableDimension=COPIES,
            SuspendedState={
                "DynamicScalingInSuspended": True,
                "DynamicScalingOutSuspended": True,
                "ScheduledScalingSuspended": True,
            },
        )
        yield "no copy of the model runs", lambda: boto3.client(
            "sagemaker"
        ).update_inference_component_runtime_config(
            InferenceComponentName=component, DesiredRuntimeConfig={"CopyCount": 0}
        )
