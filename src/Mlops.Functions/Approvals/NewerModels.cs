using System.Globalization;
using Mlops.Domain.Approvals;
using Mlops.Domain.Json;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Approvals;

/// <summary>The newest model of a pipeline that was approved or serves: no older one may replace it unseen.</summary>
internal sealed class NewerModels(ArtifactStore store)
{
    /// <summary>Null when there is none; of two with the same version either.</summary>
    public async Task<NewerModel?> NewestAsync(string pipeline, IEnumerable<ApprovalRequest> requests, CancellationToken cancellationToken)
    {
        var approved = requests.Where(request => request.Verdict?.Status == ApprovalStatus.Approved).Select(request => new NewerModel(request.Version, request.Run));
        var champion = (await store.ReadAsync(ArtifactKeys.Champion(pipeline), DomainJson.Wire.ChampionPointer, cancellationToken).ConfigureAwait(false))?.Value;
        return (champion is not null && Version(champion.Package) is { } version ? approved.Append(new NewerModel(version, champion.Run)) : approved)
            .MaxBy(each => each.Version);
    }

    private static int? Version(string package) =>
        int.TryParse(package.Split('/')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
