using System.Text;
using Mlops.Algorithm.Scoring;
using Mlops.Algorithm.Tests.Testing;
using Mlops.Domain.Pipelines;

namespace Mlops.Algorithm.Tests.Scoring;

/// <summary>What the trees say is what LightGBM itself says, to the bit: on everything that the rules let it train.</summary>
public sealed class TreeEnsembleTests
{
    private const int Rows = 501;

    public static TheoryData<string> Parameters => new(
        "",
        "num_leaves=2",
        "num_leaves=64",
        "num_leaves=65",
        "num_leaves=200",
        "use_missing=false",
        "zero_as_missing=true",
        "zero_as_missing=true num_leaves=100",
        "linear_tree=true",
        "linear_tree=true num_leaves=80 linear_lambda=0.1",
        "max_cat_to_onehot=1 cat_smooth=1 cat_l2=0",
        "max_cat_to_onehot=100",
        "max_bin=7 extra_trees=true bagging_fraction=0.5 bagging_freq=1",
        "data_sample_strategy=goss boost_from_average=false",
        "min_gain_to_split=1000000");

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Predict_RegressionOfThese_EqualsLightGbm(string parameters) => AssertEqual(ProblemType.Regression, parameters);

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Predict_BinaryOfThese_EqualsLightGbm(string parameters) => AssertEqual(ProblemType.Binary, parameters);

    [Theory]
    [InlineData("regression")]
    [InlineData("regression_l1")]
    [InlineData("huber")]
    [InlineData("fair")]
    [InlineData("quantile")]
    [InlineData("mape")]
    [InlineData("poisson")]
    [InlineData("gamma")]
    [InlineData("tweedie")]
    public void Predict_AnyObjective_EqualsLightGbm(string objective)
    {
        AssertEqual(ProblemType.Regression, $"objective={objective}");
        AssertEqual(ProblemType.Regression, $"objective={objective} reg_sqrt=true");
    }

    [Fact]
    public void Predict_AnyNumberOfRowsAtOnce_SaysTheSame()
    {
        var model = TreeEnsemble.Load(RandomModel.Train(ProblemType.Regression, 1));
        var rows = RandomModel.Rows(2, Rows);
        var expected = model.Predict(rows);

        for (var count = 0; count < 40; count++)
        {
            Assert.Equal(expected[..count], model.Predict(rows.AsSpan(0, count * RandomModel.Features)));
        }
    }

    [Theory]
    [InlineData("version=v4", "version=v5", "its version is v5")]
    [InlineData("num_class=1", "num_class=3", "its num_class is 3")]
    [InlineData("objective=regression\n", "objective=lambdarank\n", "its objective is 'lambdarank'")]
    [InlineData("label_index=0", "average_output", "it averages its trees")]
    [InlineData("Tree=1\n", "Three=1\n", "'Three=1' stands where a tree should")]
    [InlineData("Tree=0\nnum_leaves=4", "Tree=0\nnum_leaves=5", "tree 0: '' is no value of split_feature")]
    [InlineData("Tree=0\nnum_leaves=4", "Tree=0\nnum_leaves=3", "tree 0: split_feature has more than 2 values")]
    [InlineData("\nright_child=1 ", "\nright_child=0 ", "tree 0: its splits do not make a tree")]
    [InlineData("\nthreshold=", "\nthreshold=x", "is no value of threshold")]
    [InlineData("\nright_child=", "\nright=", "tree 0: right_child is missing")]
    [InlineData("end of trees", "", "")]
    public void Load_OtherText_NamesWhatItIs(string found, string replaced, string reason)
    {
        var text = Encoding.UTF8.GetString(RandomModel.Train(ProblemType.Regression, 1, ("num_leaves", "4"), ("num_iterations", "3")));
        var at = text.IndexOf(found, StringComparison.Ordinal);
        Assert.True(at >= 0, text[..2000]);

        var exception = Assert.Throws<ModelFormatException>(() => TreeEnsemble.Load(Encoding.UTF8.GetBytes(text[..at] + replaced + text[(at + found.Length)..])));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_CutText_IsRefused()
    {
        var text = RandomModel.Train(ProblemType.Regression, 1, ("num_iterations", "2"));
        var end = text.AsSpan().IndexOf("end of trees"u8);

        for (var length = 0; length < end + 12; length += 7)
        {
            Assert.Throws<ModelFormatException>(() => TreeEnsemble.Load(text.AsSpan(0, length)));
        }
    }

    private static void AssertEqual(ProblemType problem, string parameters)
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var model = RandomModel.Train(problem, seed, [.. parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => (p.Split('=')[0], p.Split('=')[1]))]);
            var rows = RandomModel.Rows(100 + seed, Rows);

            Assert.Equal(
                NativeLightGbm.Predict(model, rows).Select(BitConverter.DoubleToInt64Bits),
                TreeEnsemble.Load(model).Predict(rows).Select(BitConverter.DoubleToInt64Bits));
        }
    }
}
