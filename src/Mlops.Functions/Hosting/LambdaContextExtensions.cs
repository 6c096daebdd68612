using Amazon.Lambda.Core;

namespace Mlops.Functions.Hosting;

/// <summary>Turns the time that Lambda leaves a function into cancellation.</summary>
internal static class LambdaContextExtensions
{
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(500);

    /// <summary>Cancelled shortly before the function's timeout, so that the error names what was under way instead of "task timed out".</summary>
    public static CancellationToken Deadline(this ILambdaContext context) =>
        context.RemainingTime > Margin ? new CancellationTokenSource(context.RemainingTime - Margin).Token : CancellationToken.None;
}
