using System.Text.RegularExpressions;

namespace LocalCloud.SageMaker.Images;

/// <summary>An ECR image URI, by digest or by tag.</summary>
public sealed partial record ImageReference(string Uri, string Account, string Region, string Repository, string Version)
{
    public string RepositoryArn => $"arn:aws:ecr:{Region}:{Account}:repository/{Repository}";

    /// <summary>Null when the text is no ECR image URI.</summary>
    public static ImageReference? Parse(string uri)
    {
        var match = Shape().Match(uri);
        if (!match.Success)
        {
            return null;
        }

        var version = match.Groups["digest"] is { Success: true } digest ? digest.Value : match.Groups["tag"] is { Success: true } tag ? tag.Value : "latest";
        return new ImageReference(uri, match.Groups["account"].Value, match.Groups["region"].Value, match.Groups["repository"].Value, version);
    }

    [GeneratedRegex(@"^(?<account>\d{12})\.dkr\.ecr\.(?<region>[a-z0-9-]+)\.amazonaws\.com(\.cn)?/(?<repository>[a-z0-9][a-z0-9._/-]*)(@(?<digest>sha256:[0-9a-f]+)|:(?<tag>[\w.-]+))?$")]
    private static partial Regex Shape();
}
