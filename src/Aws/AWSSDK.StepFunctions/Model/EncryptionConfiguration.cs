namespace Amazon.StepFunctions.Model;

/// <summary>The EncryptionConfiguration structure of the Step Functions API.</summary>
public class EncryptionConfiguration
{
    public int? KmsDataKeyReusePeriodSeconds { get; set; }

    public string KmsKeyId { get; set; }

    public EncryptionType Type { get; set; }
}
