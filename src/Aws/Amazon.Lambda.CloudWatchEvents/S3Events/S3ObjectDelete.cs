using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.CloudWatchEvents.S3Events;

/// <summary>Detail of <c>Object Deleted</c>; the deletion's type tells a delete marker from a permanent deletion.</summary>
[DataContract]
public class S3ObjectDelete : S3ObjectEventDetails
{
    [DataMember(Name = "source-ip-address")]
    [JsonPropertyName("source-ip-address")]
    public string SourceIpAddress { get; set; }

    [DataMember(Name = "reason")]
    public string Reason { get; set; }

    [DataMember(Name = "deletion-type")]
    [JsonPropertyName("deletion-type")]
    public string DeletionType { get; set; }
}
