using LocalCloud.SageMaker.Hosting;

namespace LocalCloud.SageMaker.Capture;

/// <summary>Calls that become one object: of one variant, in one hour, to one place.</summary>
internal sealed class CaptureBatch(CaptureBatch.Group group, DateTimeOffset start, Guid id)
{
    private readonly List<(Guid Id, CapturedCall Call)> _calls = [];

    public Group Key => group;

    public IReadOnlyList<(Guid Id, CapturedCall Call)> Calls => _calls;

    public long Size { get; private set; }

    /// <summary>Writes the batch when nothing else has before.</summary>
    public ITimer? Timer { get; set; }

    public S3Uri Target => S3Uri.Parse(group.DestinationS3Uri).Append(string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{group.EndpointName}/{group.Variant}/{start.UtcDateTime:yyyy'/'MM'/'dd'/'HH'/'mm'-'ss'-'fff}-{id}.jsonl"));

    public static Group Of(CapturedCall call) => new(
        call.Plan.DestinationS3Uri, call.EndpointName, call.Variant.Name, call.Variant.RoleArn, call.Time.UtcDateTime.ToString("yyyyMMddHH", System.Globalization.CultureInfo.InvariantCulture));

    public void Add(Guid eventId, CapturedCall call)
    {
        _calls.Add((eventId, call));
        Size += call.Size;
    }

    /// <summary>What calls have in common that share an object; consumers look for them by the hour of the invocation.</summary>
    public sealed record Group(string DestinationS3Uri, string EndpointName, string Variant, string RoleArn, string Hour);
}
