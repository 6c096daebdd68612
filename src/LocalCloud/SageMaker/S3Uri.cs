using LocalCloud.Api;

namespace LocalCloud.SageMaker;

/// <summary><c>s3://bucket/key</c>.</summary>
internal readonly record struct S3Uri(string Bucket, string Key)
{
    public static S3Uri Parse(string text)
    {
        const string Scheme = "s3://";
        if (!text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            throw AwsException.Validation($"'{text}' is no s3:// address.");
        }

        var slash = text.IndexOf('/', Scheme.Length);
        return slash < 0 ? new(text[Scheme.Length..], "") : new(text[Scheme.Length..slash], text[(slash + 1)..]);
    }

    public S3Uri Append(string relative) => new(Bucket, Key.Length == 0 || Key.EndsWith('/') ? Key + relative : $"{Key}/{relative}");

    public override string ToString() => $"s3://{Bucket}/{Key}";
}
