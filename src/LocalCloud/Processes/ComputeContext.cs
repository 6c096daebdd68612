using LocalCloud.Api;
using LocalCloud.Ecr;
using LocalCloud.Models;
using LocalCloud.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalCloud.Processes;

/// <summary>What the Lambda and SageMaker engines need of the cloud around them.</summary>
public sealed record ComputeContext
{
    public required CloudIdentity Identity { get; init; }

    public required DocumentStore Store { get; init; }

    /// <summary>The cloud's clock: timestamps and waits that users see. It may run faster than real time.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The clock that real processes live by: function timeouts, job runtimes, health checks.</summary>
    public TimeProvider Supervision { get; init; } = TimeProvider.System;

    /// <summary>Source of samples and names; who uses it guards it.</summary>
    public required Random Random { get; init; }

    public required IObjectStore Objects { get; init; }

    public required IRoleCredentials Roles { get; init; }

    public required IAuthorizer Authorizer { get; init; }

    /// <summary>The other services; a function because the dispatcher is built from the engines.</summary>
    public required Func<IApi> Api { get; init; }

    public required Func<IEventPublisher> Events { get; init; }

    /// <summary>The ECR repositories of an account of this cloud; null where there is no such account.</summary>
    public Func<string, RepositoryPolicies?> Repositories { get; init; } = _ => null;

    public IFaults? Faults { get; init; }

    /// <summary>Where the engines' own metrics go; null where nobody keeps them.</summary>
    public IMetricPublisher? Metrics { get; init; }

    /// <summary>Where the output of processes goes; null where nobody keeps it.</summary>
    public ILogPublisher? Logs { get; init; }

    /// <summary>Where failures of the engines themselves are written.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>What every child process's environment starts from.</summary>
    public IReadOnlyDictionary<string, string> BaseEnvironment { get; init; } = new Dictionary<string, string>
    {
        ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        ["LANG"] = "C.UTF-8",
    };

    /// <summary>The base environment, this cloud's region and endpoint, and the role's credentials.</summary>
    public Dictionary<string, string> EnvironmentFor(RoleSession session) => new(BaseEnvironment)
    {
        ["AWS_REGION"] = Identity.Region,
        ["AWS_DEFAULT_REGION"] = Identity.Region,
        ["AWS_ACCESS_KEY_ID"] = session.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = session.SecretAccessKey,
        ["AWS_SESSION_TOKEN"] = session.SessionToken,
        ["AWS_ENDPOINT_URL"] = Identity.Endpoint.ToString().TrimEnd('/'),
    };

    public string Now() => Timestamps.Iso(Time.GetUtcNow());
}
