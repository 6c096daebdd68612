using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Constructs;

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
        var role = ServiceRole.Create(this, "Role", "lambda.amazonaws.com", [
            Grants.Allow(["logs:CreateLogStream", "logs:PutLogEvents"], logs.LogGroupArn),
            .. props.Access,
            .. props.Failures is { } queue ? [Grants.Allow("sqs:SendMessage", queue.QueueArn)] : Array.Empty<PolicyStatement>(),
        ]);
        Function = new Function(this, "Function", new FunctionProps
        {
            Description = $"MLOps: {props.Handler}",
            Runtime = Runtime.PROVIDED_AL2023,
            Architecture = Architecture.X86_64,
            Handler = props.Handler,
            Code = props.Code,
            Role = role,
            MemorySize = props.MemoryMiB,
            Timeout = props.Timeout,
            Environment = props.Environment,
            LogGroup = logs,
            DeadLetterQueue = props.Failures,
            RetryAttempts = props.Failures is null ? null : 2,
            MaxEventAge = props.Failures is null ? null : Duration.Hours(1),
        });
        ServiceRole.ByReferenceOnly(Function);
    }

    public IFunction Function { get; }
}
