using System.CommandLine;
using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;
using Mlops.Cli.Connections;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops put FILE…</c>: drops data where the pipeline looks for it, with a checksum that spares the snapshot a download.</summary>
internal static class PutCommand
{
    public static Command Create(CliContext context)
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "Data files (CSV with a header line).", Arity = ArgumentArity.OneOrMore };
        var truth = new Option<bool>("--truth") { Description = "The files hold labels that came true: the monitor measures with them, and their arrival starts no run." };
        var (pipeline, endpoint, json) = (Options.Pipeline(), Options.Endpoint(), Options.Json());
        var command = new Command("put", "Upload data to S3; the upload starts retraining by itself.") { files, truth, pipeline, endpoint, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            context, parsed.GetRequiredValue(files), parsed.GetValue(truth), parsed.GetValue(pipeline), parsed.GetValue(endpoint), parsed.GetValue(json), cancellationToken));
        return command.With(
            "mlops put 2004-01.csv 2004-02.csv          # to the only pipeline",
            "mlops put -p ridership data/*.csv",
            "mlops put -p ridership --truth 2005.csv    # what came true of requests to the endpoint");
    }

    private static async Task<int> RunAsync(
        CliContext context, FileInfo[] files, bool truth, string? pipelineOption, string? endpoint, bool json, CancellationToken cancellationToken)
    {
        Refuse(files);
        using var connection = Connector.Connect(context, endpoint);
        var product = await Product.FindAsync(connection, cancellationToken);
        var pipeline = product.Choose(pipelineOption);
        var uploaded = new JsonArray();
        foreach (var file in files)
        {
            var key = $"{(truth ? "truth" : "incoming")}/{pipeline}/{file.Name}";
            var response = await UploadAsync(connection.S3, product.DataBucket, key, file, cancellationToken);
            context.Output.Step($"{file.Name} → s3://{product.DataBucket}/{key} ({file.Length:N0} bytes)");
            uploaded.Add(new JsonObject { ["key"] = key, ["versionId"] = response.VersionId, ["bytes"] = file.Length });
        }

        context.Output.Write(
            json,
            () => new JsonObject { ["bucket"] = product.DataBucket, ["pipeline"] = pipeline, ["objects"] = uploaded },
            results => results.MarkupLine(truth
                ? $"{files.Length} file(s) uploaded. The next monitoring measures with them: [bold]mlops monitor[/]"
                : $"{files.Length} file(s) uploaded. A run starts when uploads have been quiet for the settle time: [bold]mlops run latest[/]"));
        return ExitCode.Success;
    }

    /// <summary>Everything that can be known before the first upload, so that no half of a batch arrives.</summary>
    internal static void Refuse(IReadOnlyList<FileInfo> files, string nothing = "Nothing was uploaded.")
    {
        var problems = files.Select(Problem).OfType<string>().ToList();
        problems.AddRange(files.GroupBy(file => file.Name, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => $"{string.Join(" and ", group)} have one name and would overwrite each other; rename one."));
        if (problems.Count > 0)
        {
            throw new CliException($"{string.Join(' ', problems)} {nothing}");
        }
    }

    private static string? Problem(FileInfo file)
    {
        if (Directory.Exists(file.FullName))
        {
            return $"{file} is a folder; name the files in it, such as {Path.Combine(file.ToString(), "*.csv")}.";
        }

        if (!file.Exists)
        {
            return $"There is no file {file}.";
        }

        if (file.Extension.Equals(".parquet", StringComparison.OrdinalIgnoreCase) || IsParquet(file))
        {
            return $"{file} is Parquet, which pipelines do not read yet; convert it to CSV.";
        }

        return file.Length == 0 ? $"{file} is empty." : null;
    }

    private static bool IsParquet(FileInfo file)
    {
        Span<byte> start = stackalloc byte[4];
        using var content = file.OpenRead();
        return content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("PAR1"u8);
    }

    private static async Task<PutObjectResponse> UploadAsync(IAmazonS3 s3, string bucket, string key, FileInfo file, CancellationToken cancellationToken)
    {
        await using var content = file.OpenRead();
        return await s3.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = key, InputStream = content, ContentType = "text/csv", ChecksumAlgorithm = ChecksumAlgorithm.SHA256 },
            cancellationToken);
    }
}
