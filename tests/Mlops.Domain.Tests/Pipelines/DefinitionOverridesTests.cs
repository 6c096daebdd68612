using CsCheck;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Domain.Tests.Pipelines;

public sealed class DefinitionOverridesTests
{
    private static readonly DefinitionResult.Valid Minimal = Definitions.Valid(Definitions.Minimal);

    // Name and value, and whether a run can have it.
    private static readonly (string Name, string Value, bool Sound)[] Cases =
    [
        ("hyperparameters.learning_rate", "0.1", true), ("hyperparameters.a b", "", true), ("hyperparameters.seed", "2", true),
        ("data.history", "P2Y", true), ("data.holdout", "0.25", true), ("data.holdout", "5e-1", true), ("data.minimumRows", "7", true),
        ("hyperparameters.", "1", false), ("hyperparameters.label", "x", false), ("Hyperparameters.x", "1", false), ("hyperparameters", "1", false),
        ("data.history", "2Y", false), ("data.history", "5", false), ("data.history", "null", false), ("data.holdout", "0.6", false), ("data.holdout", "NaN", false),
        ("data.holdout", "0,1", false), ("data.holdout", "1e999", false), ("data.minimumRows", "1.5", false), ("data.minimumRows", "0", false), ("data.minimumRows", "", false),
        ("data.settle", "PT1M", false), ("data", "{}", false), ("gate.champion.metric", "mae", false), ("name", "other", false), ("", "", false),
    ];

    [Fact]
    public void Apply_Nothing_IsTheSameDefinition() =>
        Assert.Equal(Minimal.Hash, Assert.IsType<DefinitionResult.Valid>(DefinitionOverrides.Apply(Minimal.Definition, new Dictionary<string, string>())).Hash);

    [Fact]
    public void Apply_Sound_ChangesWhatItNames()
    {
        var changed = Assert.IsType<DefinitionResult.Valid>(DefinitionOverrides.Apply(
            Minimal.Definition,
            new Dictionary<string, string> { ["hyperparameters.max_depth"] = "3", ["data.history"] = "P18M", ["data.holdout"] = "0.2", ["data.minimumRows"] = "5" }));

        Assert.Equal(("P1Y6M", 0.2, 5), (changed.Definition.Data.History.ToString(), changed.Definition.Data.Holdout, changed.Definition.Data.MinimumRows));
        Assert.Equal("3", changed.Definition.Steps.Train.Hyperparameters["max_depth"]);
        Assert.NotEqual(Minimal.Hash, changed.Hash);
    }

    [Fact]
    public void Apply_AnyParameters_AreAllAppliedOrAllRefused() => Gen.Int[0, Cases.Length - 1].Array[1, 6].Sample(picked =>
    {
        var chosen = picked.Select(index => Cases[index]).DistinctBy(each => each.Name).ToList();
        var result = DefinitionOverrides.Apply(Minimal.Definition, chosen.ToDictionary(each => each.Name, each => each.Value));
        var unsound = chosen.Where(each => !each.Sound).ToList();
        return result switch
        {
            DefinitionResult.Valid valid => unsound.Count == 0 && chosen.All(each => IsApplied(valid.Definition, each.Name, each.Value)),
            DefinitionResult.Invalid invalid => unsound.Count > 0 && unsound.All(each => invalid.Problems.Any(problem => Concerns(problem, each.Name))),
            _ => false,
        };
    });

    [Fact]
    public void TrainingHyperparameters_OfADefinition_EndWithThePipelinesFacts()
    {
        var definition = Definitions.Valid(Definitions.With("steps.train.hyperparameters", """{ "num_leaves": "7", "seed": "3" }""")).Definition;

        Assert.Equal(
            new Dictionary<string, string> { ["seed"] = "3", ["num_leaves"] = "7", ["problem"] = "regression", ["label"] = "y", ["time_column"] = "t" },
            TrainingHyperparameters.Of(definition));
        Assert.Equal("1", TrainingHyperparameters.Of(Minimal.Definition)["seed"]);
    }

    private static bool IsApplied(PipelineDefinition definition, string name, string value) => name switch
    {
        "data.history" => definition.Data.History.ToString() == value,
        "data.holdout" => definition.Data.Holdout is 0.25 or 0.5,
        "data.minimumRows" => definition.Data.MinimumRows == 7,
        _ => definition.Steps.Train.Hyperparameters[name["hyperparameters.".Length..]] == value,
    };

    // Of an unknown parameter the path has its name, of a refused value the definition's path.
    private static bool Concerns(DefinitionProblem problem, string name) =>
        problem.Path == $"parameters['{name}']" || problem.Path == $"$.{name}" || problem.Path == $"$.steps.train.{name}";
}
