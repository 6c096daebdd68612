namespace Clients.Support;

/// <summary>An official client of AWS, unchanged, that knows of the LocalCloud by its environment alone.</summary>
internal interface IAwsClient : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Why it cannot be used on this machine; null when it can.</summary>
    string? Absence { get; }

    /// <summary>Whether it has what the request asks for.</summary>
    bool Has(AwsRequest request);

    Task<Answer> DoAsync(AwsRequest request, CancellationToken cancellationToken);
}
