using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Clients.Support;

/// <summary>The AWS CLI, a process for each command.</summary>
internal sealed partial class CommandLineClient(string? absence, IReadOnlyDictionary<string, string> environment, string folder) : IAwsClient
{
    private int _files;

    public string Name => "AWS CLI";

    public string? Absence => absence;

    // Its clock is botocore's, which the boto3 client sets.
    public bool Has(AwsRequest request) => request.ClockOffset == 0 && !(request.What == "presign" && request.Operation != "GetObject");

    public Task<Answer> DoAsync(AwsRequest request, CancellationToken cancellationToken) => request.What switch
    {
        "call" => CallAsync(request, cancellationToken),
        "presign" => RunAsync(request, ["s3", "presign", S3Uri(request.Input), "--expires-in", "60"], cancellationToken),
        "waitForEndpoint" => WaitAsync(request, "endpoint-in-service", cancellationToken),
        "waitForProcessingJob" => WaitAsync(request, "processing-job-completed-or-stopped", cancellationToken),
        "keysByPage" => RunAsync(
            request, ["s3api", "list-objects-v2", "--bucket", Text(request.Input, "Bucket"), "--prefix", Text(request.Input, "Prefix"), "--page-size", "2", "--query", "Contents[].Key"], cancellationToken),
        "historyByPage" => RunAsync(
            request, ["stepfunctions", "get-execution-history", "--execution-arn", Text(request.Input, "executionArn"), "--page-size", "10", "--query", "events[].type"], cancellationToken),
        "uploadInParts" => UploadAsync(request, cancellationToken),
        var other => throw new InvalidOperationException($"The AWS CLI has no '{other}'."),
    };

    /// <summary>Runs a command as a person would type it; the output's text, or the error.</summary>
    public Task<Answer> RunAsync(AwsRequest request, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(request, arguments, outFile: null, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<Answer> CallAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var input = (JsonObject)request.Input.DeepClone();
        var arguments = new List<string> { request.Service == "s3" ? "s3api" : request.Service, Kebab(request.Operation) };
        foreach (var member in (string[])["Body", "Payload"])
        {
            if (input[member] is { } content)
            {
                input.Remove(member);
                var path = NewFile();
                await File.WriteAllTextAsync(path, content.ToString(), cancellationToken);
                arguments.AddRange([$"--{Kebab(member)}", request.Service == "s3" ? path : $"fileb://{path}"]);
            }
        }

        if (request.Operation is not ("GetObject" or "InvokeEndpoint" or "Invoke"))
        {
            return await RunAsync(request, [.. arguments, "--no-paginate", "--cli-input-json", input.ToJsonString()], cancellationToken);
        }

        // These write to a file, and take their parameters one by one only.
        arguments.AddRange(input.SelectMany(member => (string[])[$"--{Kebab(member.Key)}", member.Value!.ToString()]));
        var outFile = NewFile();
        return await RunAsync(request, [.. arguments, outFile], outFile, cancellationToken);
    }

    private async Task<Answer> WaitAsync(AwsRequest request, string waiter, CancellationToken cancellationToken)
    {
        var answer = await RunAsync(request, ["sagemaker", "wait", waiter, "--cli-input-json", request.Input.ToJsonString()], cancellationToken);
        return answer.Error is null ? answer with { Output = "SUCCESS" } : answer;
    }

    private async Task<Answer> UploadAsync(AwsRequest request, CancellationToken cancellationToken)
    {
        var path = NewFile();
        await File.WriteAllTextAsync(path, new string('x', (int)request.Input["Size"]!), cancellationToken);
        return await RunAsync(request, ["s3", "cp", path, S3Uri(request.Input), "--quiet"], cancellationToken);
    }

    private async Task<Answer> RunAsync(AwsRequest request, IReadOnlyList<string> arguments, string? outFile, CancellationToken cancellationToken)
    {
        var variables = environment.ToDictionary();
        if (request.Keys is { } keys)
        {
            (variables["AWS_ACCESS_KEY_ID"], variables["AWS_SECRET_ACCESS_KEY"]) = (keys.AccessKeyId, keys.SecretAccessKey);
            if (keys.SessionToken is { } token)
            {
                variables["AWS_SESSION_TOKEN"] = token;
            }
        }

        if (request.Endpoint is { } endpoint)
        {
            variables["AWS_ENDPOINT_URL"] = endpoint.ToString();
        }

        var (code, output, error) = await Programs.RunAsync("aws", arguments, variables, cancellationToken);
        if (code != 0)
        {
            return new(null, ErrorOf(error));
        }

        var parsed = ParseOrText(output);
        if (outFile is not null && parsed is JsonObject members)
        {
            members[request.Operation == "Invoke" ? "Payload" : "Body"] = await File.ReadAllTextAsync(outFile, cancellationToken);
        }

        return new(parsed, null);
    }

    private static Failure ErrorOf(string error)
    {
        var match = ServiceError().Match(error);
        var code = match.Success ? match.Groups[1].Value : "aws";
        return new(code, code, 0, error.Trim());
    }

    private static JsonNode? ParseOrText(string output)
    {
        try
        {
            return string.IsNullOrWhiteSpace(output) ? new JsonObject() : JsonNode.Parse(output);
        }
        catch (JsonException)
        {
            return output.Trim();
        }
    }

    private string NewFile() => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"cli-{Interlocked.Increment(ref _files)}"));

    private static string S3Uri(JsonObject input) => $"s3://{Text(input, "Bucket")}/{Text(input, "Key")}";

    private static string Text(JsonObject input, string name) => (string)input[name]!;

    private static string Kebab(string name) => Words().Replace(name, "-$0").TrimStart('-').ToLowerInvariant();

    [GeneratedRegex(@"An error occurred \((\S+?)\) when calling")]
    private static partial Regex ServiceError();

    [GeneratedRegex("[A-Z][a-z]+|[A-Z]+(?=[A-Z]|$)|V[0-9]")]
    private static partial Regex Words();
}
