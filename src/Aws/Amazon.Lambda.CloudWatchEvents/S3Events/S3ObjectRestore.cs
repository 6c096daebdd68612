using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.CloudWatchEvents.S3Events;

/// <summary>Detail of <c>Object Restore Completed</c>.</summary>
[DataContract]
public class S3ObjectRestore : S3ObjectEventDetails
{
    [DataMember(Name = "restore-expiry-time")]
    [JsonPropertyName("restore-expiry-time")]
    public string RestoreExpiryTime { get; set; }

    [DataMember(Name = "source-storage-class")]
    [JsonPropertyName("source-storage-class")]
    public string SourceStorageClass { get; set; }
}
