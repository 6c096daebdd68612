using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker;

/// <summary>The filters, order and pages that all of SageMaker's List operations share.</summary>
internal sealed record Listing
{
    private const int DefaultPage = 10;

    /// <summary>Member of the answer that holds the list.</summary>
    public required string Member { get; init; }

    public required string Name { get; init; }

    /// <summary>Member that holds the status; null for things without one.</summary>
    public string? Status { get; init; }

    public string DefaultOrder { get; init; } = "Descending";

    public string DefaultSort { get; init; } = "CreationTime";

    /// <summary>Members of a document that its summary shows.</summary>
    public required string[] Summary { get; init; }

    public JsonObject Answer(JsonObject input, IEnumerable<JsonObject> documents)
    {
        var sorted = Sort(documents.Where(document => Fits(input, document)), input).ToList();
        if (!int.TryParse(input.TextOrNull("NextToken") ?? "0", CultureInfo.InvariantCulture, out var start))
        {
            throw AwsException.Validation("Invalid NextToken.");
        }

        var size = input.NumberOrNull("MaxResults") ?? DefaultPage;
        var page = sorted.Skip(start).Take(size).Select(document => document.Pick(Summary)).ToArray();
        var output = new JsonObject { [Member] = new JsonArray([.. page]) };
        if (start + page.Length < sorted.Count)
        {
            output["NextToken"] = (start + page.Length).ToString(CultureInfo.InvariantCulture);
        }

        return output;
    }

    private bool Fits(JsonObject input, JsonObject document) =>
        (input.TextOrNull("NameContains") is not { } part || document.Text(Name).Contains(part, StringComparison.OrdinalIgnoreCase))
        && (Status is null || input.TextOrNull("StatusEquals") is not { } status || document.TextOrNull(Status) == status)
        && InTime(input, document, "CreationTime")
        && InTime(input, document, "LastModifiedTime");

    private static bool InTime(JsonObject input, JsonObject document, string member) =>
        document.TextOrNull(member) is not { } text
        || ((input.TextOrNull(member + "After") is not { } after || Timestamps.Parse(text) > Timestamps.Parse(after))
            && (input.TextOrNull(member + "Before") is not { } before || Timestamps.Parse(text) < Timestamps.Parse(before)));

    private IEnumerable<JsonObject> Sort(IEnumerable<JsonObject> documents, JsonObject input)
    {
        var member = (input.TextOrNull("SortBy") ?? DefaultSort) switch
        {
            "Name" => Name,
            "Status" => Status ?? Name,
            _ => "CreationTime",
        };
        // Equal times keep the order of the store, which is that of creation for versions.
        var ascending = documents.OrderBy(document => document.TextOrNull(member) ?? "", StringComparer.Ordinal);
        return (input.TextOrNull("SortOrder") ?? DefaultOrder) == "Ascending" ? ascending : ascending.Reverse();
    }
}
