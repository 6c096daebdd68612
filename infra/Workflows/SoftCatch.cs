using Amazon.CDK.AWS.StepFunctions;

namespace Mlops.Infra.Workflows;

/// <summary>Where a Task goes on when it failed for good and can be done without; its error stays where its answer belongs. The hard errors end the run after all.</summary>
internal sealed record SoftCatch(IChainable Next, string[] Hard);
