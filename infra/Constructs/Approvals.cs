using Amazon.CDK.AWS.IAM;

namespace Mlops.Infra.Constructs;

/// <summary>What the functions of approvals may do. None of them may approve: the registry refuses whatever they ask that says Approved.</summary>
internal static class Approvals
{
    private const string Status = "sagemaker:ModelApprovalStatus";

    /// <summary>Keep requests, read packages, wake who waits, and tell.</summary>
    public static IReadOnlyList<PolicyStatement> Common(PipelineArns arns, Store store) =>
    [
        store.ReadWrite($"{store.ApprovalsPrefix}*"),
        store.SeeMissing(),
        Grants.Allow("sagemaker:DescribeModelPackage", arns.ModelPackages),
        Grants.Allow("states:SendTaskSuccess", arns.RetrainMachine),
        Grants.Allow("events:PutEvents", arns.Bus),
    ];

    /// <summary>Reject what expired or was superseded, and see what serves.</summary>
    public static IReadOnlyList<PolicyStatement> Decide(PipelineArns arns, Store store) =>
    [
        store.Read(store.Champion),
        Grants.AllowIf("sagemaker:UpdateModelPackage", arns.ModelPackages, "StringEqualsIfExists", Status, "Rejected"),
    ];

    /// <summary>Move packages from stage to stage, and leave their approval alone.</summary>
    public static PolicyStatement MoveStages(PipelineArns arns) => Grants.AllowIf("sagemaker:UpdateModelPackage", arns.ModelPackages, "Null", Status, "true");
}
