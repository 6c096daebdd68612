namespace Amazon.SageMaker.Model;

/// <summary>The MetadataProperties structure of the SageMaker API.</summary>
public class MetadataProperties
{
    public string CommitId { get; set; }

    public string GeneratedBy { get; set; }

    public string ProjectId { get; set; }

    public string Repository { get; set; }
}
