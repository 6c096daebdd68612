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

    private readonly ConcurrentDictionary<string, PolicyDocument> _resourcePolicies = new(StringComparer.Ordinal);

    public string Account => identity.Account;

    public RoleStore Roles { get; } = roles;

    public AccessUseLog Uses { get; } = uses;

    /// <summary>IAM of another account, which alone knows the policies of its roles; null where there is no such account.</summary>
    public Func<string, IamEngine?> Others { get; init; } = _ => null;

    public void Demand(Principal principal, AccessRequest request)
    {
        if (request.Action == "iam:PassRole" && request.Resource.Split(':').ElementAtOrDefault(4) != identity.Account)
        {
            // No policy can allow it, and being the root does not help: a service acts for an account as that account's roles only.
            throw AwsException.AccessDenied("Cross-account pass role is not allowed.");
        }

        var decision = Decide(principal, request);
        if (decision != Decision.Allowed)
        {
            throw AwsException.AccessDenied(DenialText.Of(principal, request.Action, request.Resource, decision));
        }

        NoteUse(principal, request.Action, request.Resource);
    }

    /// <summary>The decision alone, without leaving a trace.</summary>
    public Decision Decide(Principal principal, AccessRequest request)
    {
        var owner = request.ResourceAccount ?? identity.Account;
        var context = Context(principal, request, owner);
        var policy = request.ResourcePolicy is { } document ? ResourcePolicy(document) : null;
        if (IsOfAnother(principal, owner))
        {
            return PolicyEvaluator.EvaluateAcrossAccounts(Policies(principal), policy, context);
        }

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

        NoteUse(principal, "sts:AssumeRole", roleArn);
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

        var context = Context(principal, new AccessRequest("sts:AssumeRole", Arn(role.Record)), identity.Account);
        if (IsOfAnother(principal, identity.Account))
        {
            return PolicyEvaluator.EvaluateAcrossAccounts(Policies(principal), role.TrustPolicy, context) == Decision.Allowed;
        }

        return PolicyEvaluator.Evaluate(Policies(principal), role.TrustPolicy, context) switch
        {
            // In a trust policy even an identity policy's allow needs the role's consent.
            Decision.Allowed or Decision.ImplicitlyDenied when !PolicyEvaluator.Delegates(role.TrustPolicy, context) => false,
            Decision.Allowed => true,
            Decision.ImplicitlyDenied => principal is Principal.Root,
            _ => false,
        };
    }

    /// <summary>A role or a root of another account; services belong to none.</summary>
    private static bool IsOfAnother(Principal principal, string account) => principal is Principal.Role or Principal.Root && principal.Account != account;

    private IamEngine? Of(Principal principal) => principal.Account == identity.Account ? this : Others(principal.Account);

    private IReadOnlyList<PolicyDocument> Policies(Principal principal) =>
        principal is Principal.Role role ? Of(role)?.Roles.Find(role.RoleName)?.Policies ?? [] : [];

    private void NoteUse(Principal principal, string action, string resource)
    {
        if (principal is Principal.Role role)
        {
            Of(role)?.Uses.Add(new(role.RoleName, action, resource));
        }
    }

    private PolicyContext Context(Principal principal, AccessRequest request, string owner)
    {
        var now = time.GetUtcNow();
        var keys = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:CurrentTime"] = [Timestamps.Iso(now)],
            ["aws:EpochTime"] = [now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)],
            ["aws:RequestedRegion"] = [identity.Region],
            ["aws:ResourceAccount"] = [owner],
            // Nothing leaves this machine: loopback is as good as TLS, and policies that insist on TLS must not stop a local run.
            ["aws:SecureTransport"] = ["true"],
        };
        foreach (var (key, value) in PrincipalKeys.Of(principal, identity).Concat(request.ConditionKeys))
        {
            keys[key] = [value];
        }

        return new(principal, request.Action, request.Resource) { Keys = keys };
    }
}
