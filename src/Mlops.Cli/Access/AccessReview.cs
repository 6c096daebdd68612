using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;

namespace Mlops.Cli.Access;

/// <summary>Holds what roles were granted against IAM's reports of what they used.</summary>
public sealed class AccessReview(IAmazonIdentityManagementService iam, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Every action granted to the roles of one pipeline, or of all.</summary>
    public async Task<IReadOnlyList<GrantedAction>> ReadAsync(string? pipeline, CancellationToken cancellationToken)
    {
        var granted = new List<GrantedAction>();
        foreach (var role in await RolePolicies.ListAsync(iam, pipeline, cancellationToken))
        {
            var policies = await RolePolicies.ReadAsync(iam, role.RoleName, cancellationToken);
            var services = await LastAccessedAsync(role.Arn, cancellationToken);
            granted.AddRange(policies.OrderBy(action => action.Key, StringComparer.Ordinal).Select(action => new GrantedAction
            {
                Role = role.RoleName,
                Action = action.Key,
                Resources = [.. action.Distinct(StringComparer.Ordinal)],
                Use = Use(services, action.Key),
            }));
        }

        return granted;
    }

    private async Task<IReadOnlyList<ServiceLastAccessed>> LastAccessedAsync(string arn, CancellationToken cancellationToken)
    {
        var job = await iam.GenerateServiceLastAccessedDetailsAsync(
            new GenerateServiceLastAccessedDetailsRequest { Arn = arn, Granularity = AccessAdvisorUsageGranularityType.ACTION_LEVEL }, cancellationToken);
        var services = new List<ServiceLastAccessed>();
        var request = new GetServiceLastAccessedDetailsRequest { JobId = job.JobId };
        do
        {
            var page = await iam.GetServiceLastAccessedDetailsAsync(request, cancellationToken);
            if (page.JobStatus == JobStatusType.IN_PROGRESS)
            {
                await Task.Delay(Interval, clock, cancellationToken);
                continue;
            }

            services.AddRange(page.JobStatus == JobStatusType.COMPLETED
                ? page.ServicesLastAccessed ?? []
                : throw new CliException($"IAM could not report what {arn} used; ask again.", ExitCode.Failure));
            request.Marker = page.IsTruncated == true ? page.Marker : null;
            if (request.Marker is null)
            {
                return services;
            }
        }
        while (true);
    }

    private static ActionUse Use(IReadOnlyList<ServiceLastAccessed> services, string action)
    {
        var (prefix, name) = (action[..action.IndexOf(':', StringComparison.Ordinal)], action[(action.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        if (services.FirstOrDefault(service => service.ServiceNamespace == prefix) is not { LastAuthenticated: not null } used)
        {
            return ActionUse.Never;
        }

        return (used.TrackedActionsLastAccessed ?? []).FirstOrDefault(tracked => tracked.ActionName.Equals(name, StringComparison.OrdinalIgnoreCase)) switch
        {
            null => ActionUse.Untracked,
            { LastAccessedTime: null } => ActionUse.Never,
            _ => ActionUse.Used,
        };
    }
}
