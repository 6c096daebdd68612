using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.SQS;
using Constructs;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>A Lambda function as this product runs all of them: Native AOT on provided.al2023, its own role and its own log group with an end.</summary>
public sealed class PipelineFunction : Construct
{
    public PipelineFunction(Construct scope, string id, PipelineFunctionProps props)
        : base(scope, id)
    {
        var logs = new LogGroup(this, "Logs", new LogGroupProps
        {
            Retention = RetentionDays.ONE_MONTH,
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        Failures = props.TakesEvents ? FailureQueue.Create(this, "Failures") : null;
        var role = ServiceRole.Create(this, "Role", "lambda.amazonaws.com", [
            Grants.Allow(["logs:CreateLogStream", "logs:PutLogEvents"], logs.LogGroupArn),
            .. props.Access,
            .. Failures is { } queue ? [Grants.Allow("sqs:SendMessage", queue.QueueArn)] : Array.Empty<PolicyStatement>(),
        ], props.RoleName);
        Function = new Function(this, "Function", new FunctionProps
        {
            Description = $"MLOps: {props.Handler}",
            Runtime = Runtime.PROVIDED_AL2023,
            Architecture = props.Architecture == FunctionArchitecture.Arm ? Architecture.ARM_64 : Architecture.X86_64,
            Handler = props.Handler,
            Code = props.Code,
            Role = role,
            MemorySize = props.MemoryMiB,
            Timeout = props.Timeout,
            Environment = props.Environment,
            LogGroup = logs,
            DeadLetterQueue = Failures,
            RetryAttempts = props.TakesEvents ? 2 : null,
            MaxEventAge = props.TakesEvents ? Duration.Hours(1) : null,
        });
        ServiceRole.ByReferenceOnly(Function);
    }

    public IFunction Function { get; }

    /// <summary>The events that could not be handled; null unless the function takes events.</summary>
    public IQueue? Failures { get; }
}
