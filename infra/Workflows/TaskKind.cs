namespace Mlops.Infra.Workflows;

/// <summary>What a Task calls: decides which errors are worth another try.</summary>
public enum TaskKind
{
    Function,

    /// <summary>A function that the run can do without: it is not worth a long wait.</summary>
    SoftFunction,

    Job,
    SageMaker,

    /// <summary>Asks whether a thing exists: the refusal is the answer, so it is not tried again.</summary>
    Probe,

    S3,
    Machine,
    CloudWatch,
    Events,
    Queue,
}
