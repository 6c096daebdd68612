namespace Mlops.Algorithm.Jobs;

/// <summary>A job cannot go on, for a reason its owner can act on. The message becomes <c>/opt/ml/output/failure</c>, <c>/opt/ml/output/message</c> and the one line on standard error; no stack trace is shown.</summary>
internal sealed class JobFailedException : Exception
{
    public JobFailedException(string message) : base(message)
    {
    }

    public JobFailedException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public static JobFailedException FromProblems(string summary, IReadOnlyCollection<string> problems) =>
        new(summary + string.Concat(problems.Select(p => Environment.NewLine + "  - " + p)));
}
