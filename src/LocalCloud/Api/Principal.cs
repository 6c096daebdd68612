namespace LocalCloud.Api;

/// <summary>Who makes a call: the account's root, a role's session, an AWS service, or nobody.</summary>
public abstract record Principal(string Account)
{
    /// <summary>The ARN that IAM policies and error messages show.</summary>
    public abstract string Arn { get; }

    /// <summary>The account itself; everything that no policy denies is allowed.</summary>
    public sealed record Root(string Account) : Principal(Account)
    {
        public override string Arn => $"arn:aws:iam::{Account}:root";
    }

    /// <summary>A session of a role; only what the role's policies or the resource's policy allow is allowed.</summary>
    public sealed record Role(string Account, string RoleName, string SessionName) : Principal(Account)
    {
        public override string Arn => $"arn:aws:sts::{Account}:assumed-role/{RoleName}/{SessionName}";

        public string RoleArn => $"arn:aws:iam::{Account}:role/{RoleName}";

        /// <summary>What <c>aws:userid</c> and GetCallerIdentity show: the role's unique id and the session.</summary>
        public string UserId => $"{RoleIds.Of(Account, RoleName)}:{SessionName}";
    }

    /// <summary>An AWS service acting for <see cref="SourceArn"/>; only resource policies can allow it anything.</summary>
    public sealed record Service(string Account, string Name, string SourceArn) : Principal(Account)
    {
        public override string Arn => Name;
    }

    public sealed record Anonymous() : Principal("")
    {
        public override string Arn => "anonymous";
    }
}
