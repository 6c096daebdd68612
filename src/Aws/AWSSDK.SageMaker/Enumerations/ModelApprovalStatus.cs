using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of ModelApprovalStatus in the SageMaker API; any other string converts too.</summary>
public class ModelApprovalStatus : ConstantClass
{
    public static readonly ModelApprovalStatus Approved = new("Approved");
    public static readonly ModelApprovalStatus Rejected = new("Rejected");
    public static readonly ModelApprovalStatus PendingManualApproval = new("PendingManualApproval");

    public ModelApprovalStatus(string value) : base(value) { }

    public static ModelApprovalStatus FindValue(string value) => FindValue<ModelApprovalStatus>(value);

    public static implicit operator ModelApprovalStatus(string value) => FindValue(value);
}
