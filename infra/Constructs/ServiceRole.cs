using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;

namespace Mlops.Infra.Constructs;

/// <summary>A role that one service takes on, with all it may do written in the role itself: nothing can be added to it elsewhere, and whoever uses it needs to wait for no policy.</summary>
public static class ServiceRole
{
    public static IRole Create(Construct scope, string id, string service, IEnumerable<PolicyStatement> access, string? name = null)
    {
        var role = new Role(scope, id, new RoleProps
        {
            RoleName = name,
            AssumedBy = new ServicePrincipal(service),
            InlinePolicies = new Dictionary<string, PolicyDocument>
            {
                ["Access"] = new(new PolicyDocumentProps { Statements = [.. access] }),
            },
        });
        return role.WithoutPolicyUpdates();
    }

    /// <summary>Takes the dependency on the role away that the construct adds: the reference to the role's ARN is one already.</summary>
    public static void ByReferenceOnly(IConstruct user)
        => ((CfnResource)user.Node.DefaultChild!).AddDeletionOverride("DependsOn");
}
