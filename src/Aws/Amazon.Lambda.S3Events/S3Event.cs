using System.Net;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.S3Events;

/// <summary>A direct S3 event notification. Its records' keys are form-url-encoded.</summary>
public class S3Event
{
    public List<S3EventNotificationRecord> Records { get; set; }

    /// <summary>Who caused the event, or who owns the bucket.</summary>
    public class UserIdentityEntity
    {
        public string PrincipalId { get; set; }
    }

    /// <summary>The bucket of a record.</summary>
    public class S3BucketEntity
    {
        public string Name { get; set; }

        public UserIdentityEntity OwnerIdentity { get; set; }

        public string Arn { get; set; }
    }

    /// <summary>The object of a record. The size is in bytes, and 0 for a removed object.</summary>
    public class S3ObjectEntity
    {
        public string Key { get; set; }

        /// <summary>The object's key as S3 knows it.</summary>
        public string KeyDecoded => WebUtility.UrlDecode(Key);

        public long Size { get; set; }

        public string ETag { get; set; }

        public string VersionId { get; set; }

        /// <summary>Hexadecimal; of two events of one key, the longer or else the greater came later.</summary>
        public string Sequencer { get; set; }
    }

    /// <summary>What S3 says of a record's bucket and object.</summary>
    public class S3Entity
    {
        public string ConfigurationId { get; set; }

        public S3BucketEntity Bucket { get; set; }

        public S3ObjectEntity Object { get; set; }

        public string S3SchemaVersion { get; set; }
    }

    /// <summary>Where the request that caused the event came from.</summary>
    public class RequestParametersEntity
    {
        public string SourceIPAddress { get; set; }
    }

    /// <summary>The ids that S3 answered the causing request with.</summary>
    [DataContract]
    public class ResponseElementsEntity
    {
        [DataMember(Name = "x-amz-id-2", EmitDefaultValue = false)]
        [JsonPropertyName("x-amz-id-2")]
        public string XAmzId2 { get; set; }

        [DataMember(Name = "x-amz-request-id", EmitDefaultValue = false)]
        [JsonPropertyName("x-amz-request-id")]
        public string XAmzRequestId { get; set; }
    }

    /// <summary>Only in events of restored objects.</summary>
    public class S3GlacierEventDataEntity
    {
        public S3RestoreEventDataEntity RestoreEventData { get; set; }
    }

    /// <summary>How long a restored object stays.</summary>
    public class S3RestoreEventDataEntity
    {
        public DateTime LifecycleRestorationExpiryTime { get; set; }

        public string LifecycleRestoreStorageClass { get; set; }
    }

    /// <summary>One change of one object.</summary>
    public class S3EventNotificationRecord
    {
        public string AwsRegion { get; set; }

        public string EventName { get; set; }

        public string EventSource { get; set; }

        public DateTime EventTime { get; set; }

        public string EventVersion { get; set; }

        public RequestParametersEntity RequestParameters { get; set; }

        public ResponseElementsEntity ResponseElements { get; set; }

        public S3Entity S3 { get; set; }

        public UserIdentityEntity UserIdentity { get; set; }

        public S3GlacierEventDataEntity GlacierEventData { get; set; }
    }
}
