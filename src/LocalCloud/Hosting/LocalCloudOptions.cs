namespace LocalCloud.Hosting;

/// <summary>One cloud: where its state is, whom it plays, what time it keeps.</summary>
public sealed record LocalCloudOptions
{
    /// <summary>Absolute path; made when it is not there. Two clouds never share one.</summary>
    public required string StateFolder { get; init; }

    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    public string Account { get; init; } = "000000000000";

    public string Region { get; init; } = "us-east-1";

    /// <summary>The access key pair of the account itself.</summary>
    public required string AccessKeyId { get; init; }

    public required string SecretAccessKey { get; init; }

    /// <summary>Accounts beside the first, at the same endpoint: the access key of a request says whose it is.</summary>
    public IReadOnlyList<AccountKeys> FurtherAccounts { get; init; } = [];

    /// <summary>The file that says which local command runs which container image; without one no job can run.</summary>
    public string? ImageRegistry { get; init; }

    /// <summary>The cloud's clock; what supervises processes keeps real time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Source of names, tokens and jitter.</summary>
    public required Random Random { get; init; }
}
