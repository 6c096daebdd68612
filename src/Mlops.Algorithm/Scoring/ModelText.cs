using System.Text;

namespace Mlops.Algorithm.Scoring;

/// <summary>Reads LightGBM's text form of a model, version 4: a head, the trees, and what was only of interest to training. Whatever it does not know is refused.</summary>
/// <remarks>https://github.com/microsoft/LightGBM/blob/v4.6.0/src/boosting/gbdt_model_text.cpp</remarks>
internal ref struct ModelText
{
    private ReadOnlySpan<byte> _rest;

    private ModelText(ReadOnlySpan<byte> text) => _rest = text;

    public static TreeModel Parse(ReadOnlySpan<byte> text)
    {
        var reader = new ModelText(text);
        return reader.Read();
    }

    private TreeModel Read()
    {
        if (!Line().SequenceEqual("tree"u8))
        {
            throw new ModelFormatException("it is no LightGBM model");
        }

        var head = Section();
        Require(head, "version", "v4");
        Require(head, "num_class", "1");
        Require(head, "num_tree_per_iteration", "1");
        if (head.Has("average_output"))
        {
            throw new ModelFormatException("it averages its trees, which this container does not score");
        }

        var features = head.Integer("max_feature_idx") + 1;
        var trees = new List<DecisionTree>();
        for (var line = Line(); !line.SequenceEqual("end of trees"u8); line = Line())
        {
            if (!line.StartsWith("Tree="u8))
            {
                throw new ModelFormatException($"'{Encoding.UTF8.GetString(line[..Math.Min(line.Length, 40)])}' stands where a tree should");
            }

            trees.Add(TreeText.Parse(Section(), features, trees.Count));
        }

        return new TreeModel(features, ScoreConversion.Parse(head.Text("objective")), trees);
    }

    private static void Require(ModelFields head, string name, string supported)
    {
        if (head.Text(name) is var value && value != supported)
        {
            throw new ModelFormatException($"its {name} is {value}, and this container scores {supported}");
        }
    }

    // Lines of name=value up to the next empty one.
    private ModelFields Section()
    {
        var start = _rest;
        var length = 0;
        while (PeekLine() is { IsEmpty: false } line)
        {
            length += line.Length + 1;
            _rest = _rest[(line.Length + 1)..];
        }

        return new ModelFields(start[..length]);
    }

    /// <summary>The next line that is not empty.</summary>
    private ReadOnlySpan<byte> Line()
    {
        while (_rest.StartsWith("\n"u8))
        {
            _rest = _rest[1..];
        }

        var line = PeekLine();
        _rest = _rest[(line.Length + 1)..];
        return line;
    }

    private readonly ReadOnlySpan<byte> PeekLine()
    {
        var end = _rest.IndexOf((byte)'\n');
        return end >= 0 ? _rest[..end] : throw new ModelFormatException("it ends too early");
    }
}
