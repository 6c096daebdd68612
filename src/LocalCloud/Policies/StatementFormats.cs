using System.Text.RegularExpressions;

namespace LocalCloud.Policies;

/// <summary>IAM's rules on how actions and resources are written.</summary>
internal sealed partial class StatementFormats(string location, PolicyProblems problems)
{
    private static readonly string[] Partitions = ["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "*"];

    private static readonly string[] IamPaths =
    [
        "user/", "federated-user/", "role/", "group/", "instance-profile/", "mfa/", "server-certificate/", "policy/",
        "sms-mfa/", "saml-provider/", "oidc-provider/", "report/", "access-report/",
    ];

    public void Check(IReadOnlyList<string> actions, IReadOnlyList<string> resources)
    {
        foreach (var resource in resources.Where(resource => resource != "*"))
        {
            Resource(resource);
        }

        foreach (var action in actions.Where(action => action != "*"))
        {
            Action(action);
        }
    }

    private void Action(string action)
    {
        var parts = action.Split(':');
        if (parts.Length == 1)
        {
            problems.Add(PolicyStage.ActionFormat, Place(action), "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
        else if (parts.Length > 2)
        {
            problems.Add(PolicyStage.ActionFormat, Place(action), "Actions/Condition can contain only one colon.");
        }
        else if (!Vendor().IsMatch(parts[0]))
        {
            problems.Add(PolicyStage.ActionFormat, Place(action), $"Vendor {parts[0]} is not valid");
        }
    }

    private void Resource(string resource)
    {
        var fields = resource.Split(':', 6);
        if (fields.Length == 1)
        {
            Wrong(resource, $"Resource {resource} must be in ARN format or \"*\".");
        }
        else if (!Partitions.Contains(fields[1], StringComparer.Ordinal) && !fields[1].Contains("${", StringComparison.Ordinal))
        {
            Wrong(resource, $"Partition \"{fields[1]}\" is not valid for resource \"{Completed(fields)}\".");
        }
        else if (fields.Length == 2)
        {
            Wrong(resource, "Resource vendor must be fully qualified and cannot contain regexes.");
        }
        else if (fields.Length == 5 && !Account().IsMatch(fields[4]))
        {
            problems.Legacy($"{Place(resource)}: an ARN has six fields, this one ends with an account '{fields[4]}'");
        }
        else
        {
            Service(resource, fields);
        }
    }

    private void Service(string resource, string[] fields)
    {
        var region = fields.Length > 3 ? fields[3] : "";
        var path = fields.Length > 5 ? fields[5] : "*";
        // Access points, unlike buckets, live in a region.
        if (fields[2] == "s3" && region is not ("" or "*") && !path.StartsWith("accesspoint/", StringComparison.Ordinal))
        {
            Wrong(resource, $"Resource {resource} can not contain region information.");
        }
        else if (fields[2] == "iam" && region is not ("" or "*"))
        {
            Wrong(resource, $"IAM resource {resource} cannot contain region information.");
        }
        else if (fields[2] == "iam" && !path.StartsWith('*') && path != "root" && !IamPaths.Any(start => path.StartsWith(start, StringComparison.Ordinal)))
        {
            Wrong(resource, $"IAM resource path must either be \"*\" or start with {string.Join(", ", IamPaths)}.");
        }
    }

    private void Wrong(string resource, string message) => problems.Add(PolicyStage.ResourceFormat, Place(resource), message);

    private string Place(string value) => $"{location}, '{value}'";

    private static string Completed(string[] fields) =>
        string.Join(':', [.. fields.Skip(1).Prepend("arn"), .. Enumerable.Repeat("*", 6 - fields.Length)]);

    [GeneratedRegex(@"\A[a-zA-Z0-9*?-]+\z")]
    private static partial Regex Vendor();

    [GeneratedRegex(@"\A([0-9]{12}|.*[*?].*|.*\$\{.*|)\z")]
    private static partial Regex Account();
}
