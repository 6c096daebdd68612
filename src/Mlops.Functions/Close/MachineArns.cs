namespace Mlops.Functions.Close;

/// <summary>The two machines of a pipeline.</summary>
internal sealed record MachineArns(string Pipeline, string Retrain, string Deploy)
{
    /// <summary>Null when the ARN is neither's.</summary>
    public PipelineMachine? Of(string arn) =>
        arn == Retrain ? PipelineMachine.Retrain : arn == Deploy ? PipelineMachine.Deploy : null;
}

internal enum PipelineMachine
{
    Retrain,
    Deploy,
}
