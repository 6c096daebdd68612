using System.Text.Json;
using Mlops.Domain.Caching;
using Mlops.Domain.Triggers;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.RequestTrigger;

/// <summary>Reads <c>mlops.retrain.requested</c>, which anybody with a right to the product's bus may send.</summary>
internal static class RequestEvents
{
    private static readonly string[] Members = ["pipeline", "requestId", "cause", "force", "requestedBy", "parameters", "from", "only", "cache", "override"];

    /// <exception cref="MalformedEventException">It is no such event, says too much, or something that is not known; everything wrong is named.</exception>
    public static RetrainRequest Read(JsonElement input)
    {
        var reader = new EventReader(input);
        reader.Expect("detail-type", "mlops.retrain.requested");
        var (id, time) = (reader.Text("id"), reader.Time("time"));
        CheckDetail(reader);
        var pipeline = reader.Text("detail.pipeline");
        var requestId = reader.TextOrNull("detail.requestId") ?? id ?? "";
        var cause = reader.TextOrNull("detail.cause") ?? "manual";
        var requestedBy = reader.TextOrNull("detail.requestedBy");
        var force = Flag(reader, "detail.force");
        var parameters = Parameters(reader);
        var selection = Selection(reader);
        var asked = OverrideEvents.Read(reader, cause);
        foreach (var problem in Limits(requestId, cause, requestedBy, parameters).Concat(selection.Check()))
        {
            reader.Report(problem);
        }

        reader.ThrowIfBroken("request");
        return new RetrainRequest
        {
            Pipeline = pipeline!,
            Cause = cause == "ci" ? RetrainCause.Ci : RetrainCause.Manual,
            Request = cause == "ci" ? ExecutionName.ForCi(requestId) : ExecutionName.ForManual(requestId),
            NotBefore = time,
            Force = force || asked is not null,
            Parameters = parameters,
            RequestedBy = requestedBy,
            From = selection.From,
            Only = selection.Only,
            Cache = selection.Cache,
            Override = asked,
        };
    }

    // A typo must not become a request for something else.
    private static void CheckDetail(EventReader reader)
    {
        if (reader.Find("detail") is not { ValueKind: JsonValueKind.Object } detail)
        {
            reader.Report("detail is no object");
            return;
        }

        foreach (var member in detail.EnumerateObject().Where(member => !Members.Contains(member.Name)))
        {
            reader.Report($"detail.{member.Name} is unknown; known are {string.Join(", ", Members)}");
        }
    }

    private static StepSelection Selection(EventReader reader)
    {
        var cache = reader.TextOrNull("detail.cache");
        if (cache is not (null or "on" or "off"))
        {
            reader.Report($"detail.cache is '{cache}' instead of 'on' or 'off'");
        }

        return new StepSelection(reader.TextOrNull("detail.from"), reader.TextOrNull("detail.only"), cache == "off" ? CacheUse.Off : CacheUse.On);
    }

    private static bool Flag(EventReader reader, string path)
    {
        var kind = reader.Find(path)?.ValueKind ?? JsonValueKind.False;
        if (kind is not (JsonValueKind.True or JsonValueKind.False))
        {
            reader.Report($"{path} must be true or false");
        }

        return kind is JsonValueKind.True;
    }

    private static Dictionary<string, string> Parameters(EventReader reader)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        if (reader.Find("detail.parameters") is not { } given)
        {
            return parameters;
        }

        if (given.ValueKind is not JsonValueKind.Object)
        {
            reader.Report("detail.parameters must be an object of texts");
            return parameters;
        }

        foreach (var parameter in given.EnumerateObject())
        {
            if (parameter.Value.ValueKind is not JsonValueKind.String)
            {
                reader.Report($"detail.parameters.{parameter.Name} must be a text in quotes");
            }
            else if (!parameters.TryAdd(parameter.Name, parameter.Value.GetString()!))
            {
                reader.Report($"detail.parameters.{parameter.Name} is there twice");
            }
        }

        return parameters;
    }

    private static IEnumerable<string> Limits(string requestId, string cause, string? requestedBy, Dictionary<string, string> parameters)
    {
        if (requestId.Length > RequestLimits.LongestRequestId)
        {
            yield return $"detail.requestId may have up to {RequestLimits.LongestRequestId} characters";
        }

        if (cause is not ("manual" or "ci"))
        {
            yield return $"detail.cause is '{cause}' instead of 'manual' or 'ci'";
        }

        foreach (var problem in RequestLimits.Check(requestedBy, parameters))
        {
            yield return problem;
        }
    }
}
