using System.Globalization;
using Mlops.Domain.Datasets;

namespace Mlops.Domain.Drift;

/// <summary>Whether a run could learn anything that the last verdict does not know, and why. Told from keys and versions, without reading a file.</summary>
public sealed record LearnableData(bool IsNew, string Reason)
{
    /// <param name="manifest">That of the verdict's run; null when there is none (any more).</param>
    /// <param name="frozen">What versions are known to hold: bytes that were uploaded again are no news.</param>
    public static LearnableData Of(LearnableSource source, LastVerdict? last, DatasetManifest? manifest, FrozenObjects? frozen = null)
    {
        if (last is null || manifest is null)
        {
            return new(true, last is null ? "No run has reached a verdict yet." : $"The manifest of {last.Run} is not there to compare with.");
        }

        if (last.Definition != source.Definition || last.Image != source.Image)
        {
            return new(true, $"The {(last.Definition != source.Definition ? "definition" : "image")} is another one than that of {last.Run}.");
        }

        if (DatasetOf(source, frozen) == last.Dataset)
        {
            return new(false, Text($"Nothing new to learn from: the {source.Files.Count} files hold what {last.Run} learned from, and definition and image are the same."));
        }

        var known = manifest.Files.Select(file => new FileVersion(file.Key, file.Version)).ToHashSet();
        var current = source.Files.ToHashSet();
        var added = current.Count(file => !known.Contains(file) || !FrozenObjects.IsLasting(file.Version));
        var gone = known.Count(file => !current.Contains(file));
        return added + gone == 0
            ? new(false, Text($"Nothing new to learn from: the {known.Count} files, the definition and the image are those of {last.Run}."))
            : new(true, Text($"{added} file versions came and {gone} went since {last.Run}."));
    }

    // Null unless what every file holds is known.
    private static string? DatasetOf(LearnableSource source, FrozenObjects? frozen)
    {
        var files = source.Files.Select(file => new DatasetFile(file.Key, file.Version, frozen?.Find(file.Version) ?? "", 0)).ToList();
        return files.Exists(file => file.Sha256.Length == 0) ? null : DatasetManifest.Of(files).Dataset;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a run that begins now would be made of: the current files under the pipeline's prefixes, the definition's hash and the image.</summary>
public sealed record LearnableSource(IReadOnlyCollection<FileVersion> Files, string Definition, string Image);

/// <summary>A key and the id of its current version.</summary>
public readonly record struct FileVersion(string Key, string Version);
