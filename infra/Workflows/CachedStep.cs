using Amazon.CDK;
using Amazon.CDK.AWS.StepFunctions;
using Mlops.Infra.Constructs;

namespace Mlops.Infra.Workflows;

/// <summary>A job that is done only when nothing kept is equal to it: look up, and on a miss the job, its completion, and the keeping of what it made.</summary>
/// <remarks>
/// <c>LookUpX → IsXCached → TakeX</c> on a hit, <c>→ X → IsXCompleted → KeepX</c> on a miss; both lead to what comes next. What the cache answers stays in
/// <c>$.cached.x</c>, whether the result was kept in <c>$.kept.x</c>, and the job's description, or as much of it as a hit has, in <c>$.x</c>.
/// No run fails for the cache's sake: a lookup that fails for good is a miss, and a keeping that fails leaves its error for Record to tell.
/// </remarks>
internal sealed class CachedStep(StateFactory states, Payloads payloads, PipelineFunctions functions, RetrainEnding ending)
{
    public Chain Of(StepJob job, IChainable next)
    {
        var work = Work(job, next);
        var lookup = states.Invoke(
            $"LookUp{job.Name}", functions.CacheLookup, payloads.CacheLookup(job), $"$.cached.{job.Step}", ending.Failed, new SoftCatch(work, ["LeaseLostException"]));
        return lookup.Next(states.Choice($"Is{job.Name}Cached")
            .When(Condition.StringEquals($"$.cached.{job.Step}.verdict", "hit"), states.Copy($"Take{job.Name}", $"$.cached.{job.Step}.job", Payloads.JobPath(job.Name)).Next(next))
            .Otherwise(work));
    }

    private Chain Work(StepJob job, IChainable next)
    {
        var task = states.Task(job.Name, new TaskSpec
        {
            Kind = TaskKind.Job,
            Resource = $"arn:aws:states:::sagemaker:{job.Operation}.sync",
            Parameters = job.Request,
            ResultPath = Payloads.JobPath(job.Name),

            // The job's own limit counts its run only: starting, downloading and uploading come on top.
            Timeout = Duration.Seconds((long)job.Definition.Timeout.TotalSeconds).Plus(Duration.Minutes(30)),
        }, ending.Failed);
        var status = $"{Payloads.JobPath(job.Name)}.{job.Status}";
        return task.Next(states.Choice(job.Completed)
            .When(Condition.StringEquals(status, "Completed"), Keep(job, next))
            .Otherwise(ending.JobNotCompleted(job.Name, status)));
    }

    private Chain Keep(StepJob job, IChainable next) => states.Invoke(
        $"Keep{job.Name}", functions.CacheStore, payloads.CacheStore(job), $"$.kept.{job.Step}", ending.Failed, new SoftCatch(next, [])).Next(next);
}
