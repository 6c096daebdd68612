using Amazon.S3.Model;

namespace Mlops.Cli.Caching;

/// <summary>A file <c>steps/&lt;key&gt;/&lt;run&gt;/…</c> of a result.</summary>
internal sealed record KeptFile(string ObjectKey, string Key, string Run, long Size, DateTimeOffset Modified)
{
    /// <summary>Null for what lies there and is none.</summary>
    public static KeptFile? Of(S3Object item) => item.Key.Split('/', 4) is [_, var key, var run, _]
        ? new KeptFile(item.Key, key, run, item.Size ?? 0, new DateTimeOffset(item.LastModified?.ToUniversalTime() ?? default))
        : null;
}
