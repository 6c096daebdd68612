using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Mlops.Infra.Configuration;

/// <summary>Reads <c>account.json</c>, for an environment <c>account.&lt;environment&gt;.json</c>, or the file that context <c>account</c> names.</summary>
public sealed partial class AccountFile(List<Problem> problems)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private const string Unnamed = "account.json";

    // A failed execution can be redriven for 14 days, and needs the rows that its steps cut.
    private const int LeastStepOutputDays = 15;

    public AccountSettings Read(AppSettings settings)
    {
        var path = Path.GetFullPath(settings.Account ?? (settings.Environment is { } environment ? $"account.{environment}.json" : Unnamed), settings.Root);
        if (!File.Exists(path))
        {
            CheckAbsence(path, settings);
            return new AccountSettings();
        }

        try
        {
            var account = JsonSerializer.Deserialize<AccountSettings>(File.ReadAllText(path), Format) ?? new AccountSettings();
            Check(path, account);
            return account;
        }
        catch (JsonException error)
        {
            problems.Add(new Problem(path, $"is not understood: {error.Message}"));
            return new AccountSettings();
        }
    }

    private void CheckAbsence(string path, AppSettings settings)
    {
        if (settings.Account is not null)
        {
            problems.Add(new Problem(path, "is missing; name an existing file with -c account=FILE, or leave it out for the defaults"));
        }
        else if (settings.Environment is not null && File.Exists(Path.Combine(settings.Root, Unnamed)))
        {
            problems.Add(new Problem(path, $"is missing, and {Unnamed} belongs to no environment; write it, with {{}} for the defaults"));
        }
    }

    private void Check(string path, AccountSettings account)
    {
        if (account.Network is { } network)
        {
            CheckNetwork(path, network);
        }

        var kept = account.Retention;
        CheckDays(path, "captureDays", kept.CaptureDays);
        CheckDays(path, "stepOutputDays", kept.StepOutputDays, LeastStepOutputDays, "a failed run can be redriven for 14 days and needs them");
        CheckDays(path, "cacheDays", kept.CacheDays);
        CheckDays(path, "quarantineDays", kept.QuarantineDays);
        CheckDays(path, "oldVersionDays", kept.OldVersionDays);
        CheckDays(path, "trailDays", kept.TrailDays);
    }

    private void CheckNetwork(string path, NetworkSettings network)
    {
        if (network.Subnets.Count == 0 != (network.SecurityGroups.Count == 0))
        {
            problems.Add(new Problem(path, "$.network has subnets or securityGroups without the other; give both, or neither for a VPC that the app makes"));
        }

        foreach (var id in network.Subnets.Where(id => !SubnetId().IsMatch(id)))
        {
            problems.Add(new Problem(path, $"$.network.subnets has '{id}', which is no subnet's id such as subnet-0123456789abcdef0"));
        }

        foreach (var id in network.SecurityGroups.Where(id => !SecurityGroupId().IsMatch(id)))
        {
            problems.Add(new Problem(path, $"$.network.securityGroups has '{id}', which is no security group's id such as sg-0123456789abcdef0"));
        }
    }

    private void CheckDays(string path, string name, int days, int least = 1, string reason = "S3 keeps things for whole days")
    {
        if (days < least)
        {
            problems.Add(new Problem(path, $"$.retention.{name} is {days}, and at least {least} are needed: {reason}"));
        }
    }

    [GeneratedRegex("^subnet-[0-9a-f]{8,17}$")]
    private static partial Regex SubnetId();

    [GeneratedRegex("^sg-[0-9a-f]{8,17}$")]
    private static partial Regex SecurityGroupId();
}
