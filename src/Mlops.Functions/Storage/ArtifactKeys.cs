namespace Mlops.Functions.Storage;

/// <summary>The keys of docs/concepts/retrain.md and monitor.md as one pipeline sees them.</summary>
internal static class ArtifactKeys
{
    public static string Incoming(string pipeline) => $"incoming/{pipeline}/";

    public static string Truth(string pipeline) => $"truth/{pipeline}/";

    /// <summary>Of the data bucket.</summary>
    public static string Quarantine(string pipeline, string run) => $"quarantine/{pipeline}/{run}/";

    public static string Frozen(string sha256) => $"objects/{sha256}";

    public static string Run(string pipeline, string run, string name) => $"runs/{pipeline}/{run}/{name}";

    public static string RunRecord(string pipeline, string run) => Run(pipeline, run, "run.json");

    public static string Definition(string pipeline, string run) => Run(pipeline, run, "definition.json");

    public static string StepFolder(string pipeline, string run, string step) => Run(pipeline, run, $"{step}/");

    /// <summary>Entries of one step, of every pipeline.</summary>
    public static string CacheEntries(string step) => $"cache/{step}/";

    public static string CacheEntry(string step, string key) => $"{CacheEntries(step)}{key}.json";

    /// <summary>A file that the run of that id made under this key.</summary>
    public static string Kept(string key, string run, string path) => $"steps/{key}/{run}/{path}";

    public static string LastVerdict(string pipeline) => $"runs/{pipeline}/last-verdict.json";

    public static string FrozenMemo(string pipeline) => $"runs/{pipeline}/frozen.json";

    public static string Champion(string pipeline) => $"champions/{pipeline}.json";

    public static string Approvals(string pipeline) => $"approvals/{pipeline}/";

    public static string Approval(string pipeline, string run) => $"{Approvals(pipeline)}{run}.json";

    public static string Promoted(string pipeline, string model, string name) => $"promoted/{pipeline}/{model}/{name}";

    public static string PromotedModel(string pipeline, string model) => Promoted(pipeline, model, "model.tar.gz");

    public static string Monitor(string pipeline, string monitor, string name) => $"monitor/{pipeline}/{monitor}/{name}";

    public static string Drift(string pipeline) => $"monitor/{pipeline}/drift.json";

    public static string TrainingLease(string pipeline) => $"leases/{pipeline}/training.json";

    public static string EndpointLease(string pipeline) => $"leases/{pipeline}/endpoint.json";
}
