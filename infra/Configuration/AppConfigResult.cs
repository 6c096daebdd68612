namespace Mlops.Infra.Configuration;

/// <summary>Either a configuration, or every problem that keeps it from being one.</summary>
public abstract record AppConfigResult
{
    private AppConfigResult()
    {
    }

    public sealed record Loaded(AppConfig Config) : AppConfigResult;

    public sealed record Refused(IReadOnlyList<Problem> Problems) : AppConfigResult;
}
