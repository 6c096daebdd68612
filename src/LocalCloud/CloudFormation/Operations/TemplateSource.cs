using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>Where a request's template comes from: its body, an object of S3, or the stack as it is.</summary>
internal sealed class TemplateSource(CloudFormationContext context)
{
    private const int LongestBody = 51200;
    private const int LongestObject = 1024 * 1024;

    public async Task<string> ReadAsync(JsonObject input, StackRecord? stack, Principal caller, CancellationToken cancellationToken)
    {
        string?[] given = [input["TemplateBody"]?.ToString(), input["TemplateURL"]?.ToString(), (bool?)input["UsePreviousTemplate"] is true ? "previous" : null];
        if (given.Count(item => item is not null) != 1)
        {
            throw CloudFormationErrors.Validation("Either Template URL or Template Body must be specified.");
        }

        if (given[0] is { } body)
        {
            return Encoding.UTF8.GetByteCount(body) <= LongestBody ? body : throw CloudFormationErrors.Validation(
                "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200");
        }

        return given[1] is { } url
            ? await FromS3Async(url, caller, cancellationToken)
            : stack?.Current?.TemplateBody ?? throw CloudFormationErrors.Validation("There is no previous template to use.");
    }

    private async Task<string> FromS3Async(string text, Principal caller, CancellationToken cancellationToken)
    {
        if (Locate(text) is not var (bucket, key))
        {
            throw CloudFormationErrors.Validation("TemplateURL must be a supported URL.");
        }

        try
        {
            var template = await context.ReadObject(caller, bucket, key, cancellationToken);
            return Encoding.UTF8.GetByteCount(template) <= LongestObject
                ? template : throw CloudFormationErrors.Validation("Template may not exceed 1000000 bytes in size.");
        }
        catch (AwsException e) when (e.Code is not "ValidationError")
        {
            throw CloudFormationErrors.Validation($"S3 error: {e.Message}");
        }
    }

    /// <summary>Bucket and key of a URL of this cloud's endpoint, or of S3's, in path or virtual-hosted style.</summary>
    private (string Bucket, string Key)? Locate(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var path = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/'));
        var labels = url.Host.Split('.');
        var isS3 = url.Host.EndsWith(".amazonaws.com", StringComparison.Ordinal);
        if (isS3 && !labels[0].StartsWith("s3", StringComparison.Ordinal))
        {
            return (url.Host[..url.Host.IndexOf(".s3", StringComparison.Ordinal)], path);
        }

        var isHere = url.IsLoopback && url.Port == context.Identity.Endpoint.Port;
        return (isS3 || isHere) && path.Split('/', 2) is [var bucket, var key] ? (bucket, key) : null;
    }
}
