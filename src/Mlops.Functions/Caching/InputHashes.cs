using Amazon.S3.Util;
using Mlops.Domain.Caching;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Caching;

/// <summary>The content hashes of what a job is about to read.</summary>
internal sealed class InputHashes(ObjectHashes hashes, ObjectList objects)
{
    /// <summary>Stands for an input that is not there, such as the champion before the first.</summary>
    private const string None = "none";

    /// <param name="inputs">By name: an <c>s3://</c> URI of an object or a folder as the job gets it, or a content hash that is known already.</param>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(
        IReadOnlyDictionary<string, string> inputs, RunRecord run, CancellationToken cancellationToken)
    {
        var known = Known(run);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, input) in inputs)
        {
            found[name] = input.StartsWith("s3://", StringComparison.Ordinal)
                ? await OfFolderAsync(Prefix(name, input), known, cancellationToken).ConfigureAwait(false)
                : input;
        }

        return found;
    }

    // A job gets every object that the URI is the beginning of, each under the rest of its key.
    private async Task<string> OfFolderAsync(string prefix, IReadOnlyDictionary<string, StepOutput> known, CancellationToken cancellationToken)
    {
        var contents = new List<(string Path, string Hash)>();
        await foreach (var item in objects.ListAsync(prefix, after: null, cancellationToken).ConfigureAwait(false))
        {
            if (await hashes.OfAsync(item.Key, known, cancellationToken).ConfigureAwait(false) is { } hash)
            {
                contents.Add((item.Key[prefix.Length..], hash));
            }
        }

        return contents switch
        {
            [] => None,
            [{ Path: "" } only] => only.Hash,
            _ => ContentHash.Of(string.Join('\n', contents.Select(content => $"{content.Path} {content.Hash}"))),
        };
    }

    private string Prefix(string name, string uri)
    {
        var location = new AmazonS3Uri(uri);
        return location.Bucket == objects.Bucket
            ? location.Key
            : throw new InvalidPayloadException($"the input {name} is {uri}, which is not in the artifacts bucket.");
    }

    private static Dictionary<string, StepOutput> Known(RunRecord run) => run.Steps
        .SelectMany(step => (step.Outputs ?? []).Select(output => KeyValuePair.Create(ArtifactKeys.StepFolder(run.Pipeline, run.Run, step.Step) + output.Path, output)))
        .ToDictionary(StringComparer.Ordinal);
}
