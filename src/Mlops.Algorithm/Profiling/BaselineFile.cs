using System.Text.Json;
using Mlops.Algorithm.Jobs;
using Mlops.Domain.Drift;
using Mlops.Domain.Json;

namespace Mlops.Algorithm.Profiling;

/// <summary><c>baseline.json</c>: the profile of a run's window, and the header that requests without one are read with.</summary>
internal sealed record BaselineFile(IReadOnlyList<string> Header, BaselineProfile Profile)
{
    private const string HeaderMember = "header";

    /// <summary>The profile's members with the header before them.</summary>
    public void Write(Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = DomainJson.Wire.Options.Encoder });
        writer.WriteStartObject();
        writer.WriteStartArray(HeaderMember);
        foreach (var name in Header)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
        using var profile = JsonSerializer.SerializeToDocument(Profile, DomainJson.Wire.BaselineProfile);
        foreach (var member in profile.RootElement.EnumerateObject())
        {
            member.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads a baseline. One that another image wrote may lack the header: then it is the time column, where there is one, and the features.</summary>
    public static BaselineFile Read(string path, string? timeColumn)
    {
        var profile = JobInputs.Json(path, DomainJson.Wire.BaselineProfile);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        IReadOnlyList<string> header = document.RootElement.TryGetProperty(HeaderMember, out var names)
            ? names.Deserialize(DomainJson.Wire.IReadOnlyListString) ?? []
            : [.. new[] { timeColumn }.OfType<string>(), .. profile.Columns.Select(column => column.Name)];
        var unknown = profile.Columns.Select(column => column.Name).Except(header).ToList();
        return unknown.Count == 0
            ? new BaselineFile(header, profile)
            : throw new JobFailedException($"{path} is not usable: its header does not name {string.Join(", ", unknown)}.");
    }
}
