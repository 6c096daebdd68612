using Mlops.Domain.Pipelines;

namespace Mlops.Functions.Hosting;

/// <summary>The definition that the machine was deployed with does not hold; every problem is named.</summary>
public sealed class InvalidDefinitionException(IEnumerable<DefinitionProblem> problems)
    : Exception($"The pipeline's definition is not valid: {string.Join(" ", problems)}");
