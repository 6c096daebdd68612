using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;

namespace Clients.Support;

/// <summary>AWSSDK.S3, in this process.</summary>
internal sealed class NetClient(Uri endpoint, AccessKeys account) : IAwsClient
{
    private readonly List<AmazonS3Client> _clients = [];

    public string Name => "AWSSDK.S3";

    public string? Absence => null;

    // Its clock is the process's.
    public bool Has(AwsRequest request) => request.Service == "s3" && request.ClockOffset == 0;

    public async Task<Answer> DoAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var output = await NetOperations.All[request.What == "call" ? request.Operation : $"{request.What}{request.Operation}"](Client(request), request.Input, cancellationToken);
            // As if it had come from another process: numbers are then of any type.
            return new(output is null ? null : JsonNode.Parse(output.ToJsonString()), null);
        }
        catch (AmazonServiceException exception)
        {
            return new(null, new(exception.GetType().Name, exception.ErrorCode ?? "", (int)exception.StatusCode, exception.Message));
        }
    }

    public ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        return ValueTask.CompletedTask;
    }

    private AmazonS3Client Client(AwsRequest request)
    {
        var keys = request.Keys ?? account;
        AWSCredentials credentials = keys.SessionToken is { } token
            ? new SessionAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey, token)
            : new BasicAWSCredentials(keys.AccessKeyId, keys.SecretAccessKey);
        var client = new AmazonS3Client(credentials, new AmazonS3Config
        {
            ServiceURL = (request.Endpoint ?? endpoint).ToString(),
            ForcePathStyle = true,
            AuthenticationRegion = "us-east-1",
        });
        _clients.Add(client);
        return client;
    }
}
