using System.Net;
using System.Text.Json.Nodes;
using Clients.Support;

namespace Clients;

/// <summary>S3 as people and SDKs use it every day.</summary>
internal static class S3Steps
{
    private const int Large = 12 * 1024 * 1024;

    public static IReadOnlyList<(string Name, Func<StepContext, Task> Run)> All { get; } =
    [
        ("s3: upload and read back", UploadAsync),
        ("s3: HEAD and a range", RangeAsync),
        ("s3: upload in parts", PartsAsync),
        ("s3: put if there is none", ConditionalAsync),
        ("s3: list page by page", PagesAsync),
        ("s3: list as in 2006, and versions", OldListAsync),
        ("s3: tags", TagsAsync),
        ("s3: attributes", AttributesAsync),
        ("s3: copy, and delete many", CopyAndDeleteAsync),
        ("s3: presigned GET", PresignedGetAsync),
        ("s3: presigned PUT", PresignedPutAsync),
    ];

    private static async Task UploadAsync(StepContext step)
    {
        await step.PutAsync("rows.csv", "day,rides\n2001-01-01,5\n");

        var got = await step.CallAsync("s3", "GetObject", step.Object("rows.csv"));
        Assert.Equal("day,rides\n2001-01-01,5\n", (string)got["Body"]!);
        var buckets = (await step.CallAsync("s3", "ListBuckets", []))["Buckets"]!.AsArray();
        Assert.Contains(buckets, bucket => (string)bucket!["Name"]! == step.App.Product.DataBucket);
    }

    private static async Task RangeAsync(StepContext step)
    {
        var put = step.Object("text");
        (put["Body"], put["ContentType"], put["Metadata"]) = ("0123456789", "text/plain", new JsonObject { ["origin"] = "clients" });
        await step.CallAsync("s3", "PutObject", put);

        var head = await step.CallAsync("s3", "HeadObject", step.Object("text"));
        Assert.Equal((10, "text/plain", "clients"), ((int)head["ContentLength"]!, (string)head["ContentType"]!, (string)head["Metadata"]!["origin"]!));
        var range = step.Object("text");
        range["Range"] = "bytes=2-4";
        var got = await step.CallAsync("s3", "GetObject", range);
        Assert.Equal(("234", "bytes 2-4/10"), ((string)got["Body"]!, (string)got["ContentRange"]!));
    }

    private static async Task PartsAsync(StepContext step)
    {
        var input = step.Object("large");
        input["Size"] = Large;
        await step.MakeAsync("uploadInParts", "s3", "", input);

        Assert.Equal(Large, (int)(await step.CallAsync("s3", "HeadObject", step.Object("large")))["ContentLength"]!);
    }

    private static async Task ConditionalAsync(StepContext step)
    {
        var put = step.Object("once");
        (put["Body"], put["IfNoneMatch"]) = ("1", "*");
        await step.CallAsync("s3", "PutObject", put);

        var refused = await step.RefusedAsync(new("s3", "PutObject", put));
        Assert.Equal("PreconditionFailed", refused.Code);
    }

    private static async Task PagesAsync(StepContext step)
    {
        string[] names = ["a b", "c+d", "é", "f/g", "h"];
        foreach (var name in names)
        {
            await step.PutAsync(name, name);
        }

        var keys = await step.MakeAsync("keysByPage", "s3", "", new() { ["Bucket"] = step.App.Product.DataBucket, ["Prefix"] = step.Prefix });
        Assert.Equal(names.Select(name => step.Prefix + name).Order(StringComparer.Ordinal), keys.AsArray().Select(key => (string)key!));
    }

    private static async Task OldListAsync(StepContext step)
    {
        foreach (var name in (string[])["a", "b/1", "b/2", "c"])
        {
            await step.PutAsync(name, name);
        }

        var listed = await step.CallAsync("s3", "ListObjects", new() { ["Bucket"] = step.App.Product.DataBucket, ["Prefix"] = step.Prefix, ["Delimiter"] = "/", ["MaxKeys"] = 2 });
        Assert.True((bool)listed["IsTruncated"]!);
        Assert.Equal(step.Prefix + "a", (string)Assert.Single(listed["Contents"]!.AsArray())!["Key"]!);
        Assert.Equal(step.Prefix + "b/", (string)Assert.Single(listed["CommonPrefixes"]!.AsArray())!["Prefix"]!);
        var rest = await step.CallAsync("s3", "ListObjects", new() { ["Bucket"] = step.App.Product.DataBucket, ["Prefix"] = step.Prefix, ["Delimiter"] = "/", ["Marker"] = step.Prefix + "b/" });
        Assert.Equal(step.Prefix + "c", (string)Assert.Single(rest["Contents"]!.AsArray())!["Key"]!);
        var versions = await step.CallAsync("s3", "ListObjectVersions", new() { ["Bucket"] = step.App.Product.DataBucket, ["Prefix"] = step.Prefix });
        Assert.Equal(4, versions["Versions"]!.AsArray().Count);
    }

    private static async Task TagsAsync(StepContext step)
    {
        await step.PutAsync("tagged", "x");
        var put = step.Object("tagged");
        put["Tagging"] = new JsonObject { ["TagSet"] = new JsonArray(new JsonObject { ["Key"] = "team", ["Value"] = "data & models" }) };
        await step.CallAsync("s3", "PutObjectTagging", put);

        var tag = Assert.Single((await step.CallAsync("s3", "GetObjectTagging", step.Object("tagged")))["TagSet"]!.AsArray())!;
        Assert.Equal(("team", "data & models"), ((string)tag["Key"]!, (string)tag["Value"]!));
        await step.CallAsync("s3", "DeleteObjectTagging", step.Object("tagged"));
        Assert.Empty((await step.CallAsync("s3", "GetObjectTagging", step.Object("tagged")))["TagSet"]!.AsArray());
    }

    private static async Task AttributesAsync(StepContext step)
    {
        await step.PutAsync("known", "four");
        var input = step.Object("known");
        input["ObjectAttributes"] = new JsonArray("ETag", "ObjectSize", "StorageClass", "Checksum");

        var attributes = await step.CallAsync("s3", "GetObjectAttributes", input);

        Assert.Equal((4, "STANDARD"), ((int)attributes["ObjectSize"]!, (string)attributes["StorageClass"]!));
        Assert.Equal("8cbad96aced40b3838dd9f07f6ef5772", ((string)attributes["ETag"]!).Trim('"'));
    }

    private static async Task CopyAndDeleteAsync(StepContext step)
    {
        await step.PutAsync("from", "x");
        var copy = step.Object("to");
        copy["CopySource"] = $"{step.App.Product.DataBucket}/{step.Prefix}from";
        await step.CallAsync("s3", "CopyObject", copy);

        var deleted = await step.CallAsync("s3", "DeleteObjects", new()
        {
            ["Bucket"] = step.App.Product.DataBucket,
            ["Delete"] = new JsonObject { ["Objects"] = new JsonArray(new JsonObject { ["Key"] = step.Prefix + "from" }, new JsonObject { ["Key"] = step.Prefix + "to" }) },
        });
        Assert.Equal(2, deleted["Deleted"]!.AsArray().Count);
        var refused = await step.RefusedAsync(new("s3", "GetObject", step.Object("to")));
        Assert.Equal("NoSuchKey", refused.Code);
    }

    private static async Task PresignedGetAsync(StepContext step)
    {
        await step.PutAsync("a file.txt", "for the holder of the link");
        var url = (string)(await step.MakeAsync("presign", "s3", "GetObject", step.Object("a file.txt")))!;

        using var got = await step.FetchAsync(HttpMethod.Get, url);
        Assert.Equal("for the holder of the link", await got.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var forged = await step.FetchAsync(HttpMethod.Get, url.Replace("a%20file", "another", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        Assert.Contains("<Code>SignatureDoesNotMatch</Code>", await forged.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task PresignedPutAsync(StepContext step)
    {
        var url = (string)(await step.MakeAsync("presign", "s3", "PutObject", step.Object("dropped")))!;

        using var put = await step.FetchAsync(HttpMethod.Put, url, "from outside");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal("from outside", (string)(await step.CallAsync("s3", "GetObject", step.Object("dropped")))["Body"]!);
    }
}
