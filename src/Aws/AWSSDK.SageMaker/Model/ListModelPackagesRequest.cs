namespace Amazon.SageMaker.Model;

/// <summary>Input of ListModelPackages.</summary>
public class ListModelPackagesRequest : AmazonSageMakerRequest
{
    public DateTime? CreationTimeAfter { get; set; }

    public DateTime? CreationTimeBefore { get; set; }

    public int? MaxResults { get; set; }

    public ModelApprovalStatus ModelApprovalStatus { get; set; }

    public string ModelPackageGroupName { get; set; }

    public ModelPackageType ModelPackageType { get; set; }

    public string NameContains { get; set; }

    public string NextToken { get; set; }

    public ModelPackageSortBy SortBy { get; set; }

    public SortOrder SortOrder { get; set; }
}
