using System.Collections.Concurrent;
using System.Globalization;
using LocalCloud.Api;
using LocalCloud.Models;
using LocalCloud.Policies;

namespace LocalCloud.Iam;

/// <summary>
/// IAM of this account: decides every call by the policies of the caller's role and of the resource, and says no in IAM's
/// own sentence. A role that does not exist has no permissions.
/// </summary>
public sealed class IamEngine(CloudIdentity identity, RoleStore roles, AccessUseLog uses, TimeProvider time) : IAuthorizer
{
    private const int MostPolicies = 256;

    private static readonly Dictionary<string, string> NoKeys = [];

    private readonly ConcurrentDictionary<string, PolicyDocument> _resourcePolicies = new(StringComparer.Ordinal);

    public string Account => identity.Account;

    public RoleStore Roles { get; } = roles;

    public AccessUseLog Uses { get; } = uses;

    public void Demand(Principal principal, AccessRequest request)
    {
        var decision = Decide(principal, request);
        if (decision != Decision.Allowed)
        {
            throw AwsException.AccessDenied(DenialText.Of(principal, request.Action, request.Resource, decision));
        }

        if (principal is Principal.Role role)
        {
            Uses.Add(new(role.RoleName, request.Action, request.Resource));
        }
    }

    /// <summary>The decision alone, without leaving a trace.</summary>
    public Decision Decide(Principal principal, AccessRequest request)
    {
        var context = Context(principal, request.Action, request.Resource, request.ConditionKeys);
        var policy = request.ResourcePolicy is { } document ? ResourcePolicy(document) : null;
        var decision = PolicyEvaluator.Evaluate(Policies(principal), policy, context);
        // The root needs no grant; only a resource's policy can lock it out.
        return principal is Principal.Root && decision == Decision.ImplicitlyDenied ? Decision.Allowed : decision;
    }

    /// <summary>Whether a role's trust policy lets an AWS service, such as <c>lambda.amazonaws.com</c>, act as the role.</summary>
    public bool CanAssume(string servicePrincipal, string roleName, string sourceArn = "") =>
        IsTrusted(new Principal.Service(identity.Account, servicePrincipal, sourceArn), roleName);

    /// <summary>Returns when the caller may assume the role; a role that does not exist is denied in the same words as IAM does.</summary>
    public void DemandAssumeRole(Principal principal, string roleArn)
    {
        var name = roleArn[(roleArn.LastIndexOf('/') + 1)..];
        var isHere = Roles.Find(name) is { } role && roleArn == Arn(role.Record);
        if (!isHere || !IsTrusted(principal, name))
        {
            throw AwsException.AccessDenied(DenialText.OfAssumeRole(principal, roleArn));
        }

        if (principal is Principal.Role caller)
        {
            Uses.Add(new(caller.RoleName, "sts:AssumeRole", roleArn));
        }
    }

    public string Arn(RoleRecord role) => $"arn:aws:iam::{identity.Account}:role{role.Path}{role.Name}";

    /// <summary>Read once per text: a bucket's policy goes with every request for one of its objects.</summary>
    private PolicyDocument ResourcePolicy(string document)
    {
        if (_resourcePolicies.Count > MostPolicies)
        {
            _resourcePolicies.Clear();
        }

        return _resourcePolicies.GetOrAdd(document, text => PolicyParser.Parse(text, PolicyKind.Resource));
    }

    private bool IsTrusted(Principal principal, string roleName)
    {
        if (Roles.Find(roleName) is not { } role)
        {
            return false;
        }

        var context = Context(principal, "sts:AssumeRole", Arn(role.Record), NoKeys);
        return PolicyEvaluator.Evaluate(Policies(principal), role.TrustPolicy, context) switch
        {
            // In a trust policy even an identity policy's allow needs the role's consent.
            Decision.Allowed or Decision.ImplicitlyDenied when !PolicyEvaluator.Delegates(role.TrustPolicy, context) => false,
            Decision.Allowed => true,
            Decision.ImplicitlyDenied => principal is Principal.Root,
            _ => false,
        };
    }

    private IReadOnlyList<PolicyDocument> Policies(Principal principal) =>
        principal is Principal.Role role ? Roles.Find(role.RoleName)?.Policies ?? [] : [];

    private PolicyContext Context(Principal principal, string action, string resource, IReadOnlyDictionary<string, string> requestKeys)
    {
        var now = time.GetUtcNow();
        var keys = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:CurrentTime"] = [Timestamps.Iso(now)],
            ["aws:EpochTime"] = [now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)],
            ["aws:RequestedRegion"] = [identity.Region],
            ["aws:ResourceAccount"] = [identity.Account],
            // Nothing leaves this machine: loopback is as good as TLS, and policies that insist on TLS must not stop a local run.
            ["aws:SecureTransport"] = ["true"],
        };
        foreach (var (key, value) in PrincipalKeys.Of(principal, identity).Concat(requestKeys))
        {
            keys[key] = [value];
        }

        return new(principal, action, resource) { Keys = keys };
    }
}
