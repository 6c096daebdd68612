using System.Text;
using Mlops.Domain.Training;

namespace Mlops.Domain.Contracts;

/// <summary>The rules of one column, ready to judge value by value. The first that a value breaks is the answer.</summary>
/// <remarks>
/// <list type="table">
/// <item><term>missing</term><description>breaks <c>required</c>, else nothing</description></item>
/// <item><term>not of the type</term><description>breaks <c>type</c>, with the action of <c>changes.changedType</c></description></item>
/// <item><term>number out of range</term><description>breaks <c>range</c></description></item>
/// <item><term>unknown category</term><description>breaks <c>category</c>, with the action of <c>changes.newCategory</c>; of a label, <c>class</c>, with what a malformed row does</description></item>
/// </list>
/// </remarks>
public sealed class ColumnCheck
{
    private readonly RuleAction _action;
    private readonly RuleAction _typeAction;
    private readonly RuleAction? _categoryAction;
    private readonly CategorySet? _categories;
    private readonly HashSet<string>? _classes;
    private readonly string _categoryRule;
    private readonly bool _required;
    private readonly double _minimum;
    private readonly double _maximum;

    public ColumnCheck(DataContract contract, string name, bool isLabel)
    {
        var column = contract.Columns[name];
        (Name, Column) = (name, column);
        _action = column.Action ?? contract.Action;
        _typeAction = contract.Changes.ChangedType == ChangedTypePolicy.Reject ? RuleAction.Reject : RuleAction.Drop;
        _categoryAction = isLabel ? contract.Malformed.ToAction() : contract.Changes.NewCategory.ToAction();
        _categoryRule = isLabel ? DataRules.Class : DataRules.Category;
        _categories = column.Categories is { } known && _categoryAction is not null ? new CategorySet(known) : null;
        _classes = isLabel && column.Categories is { } labels ? [.. labels.Select(BinaryClasses.Normalize)] : null;
        _required = column.Required;
        (_minimum, _maximum) = (column.Minimum ?? double.NegativeInfinity, column.Maximum ?? double.PositiveInfinity);
    }

    public string Name { get; }

    public ColumnContract Column { get; }

    public RuleAction Action => _action;

    // 1 and 1.0 are one label, True and true too.
    private bool IsClass(ReadOnlySpan<byte> value) => _classes is not null && _classes.Contains(BinaryClasses.Normalize(Encoding.UTF8.GetString(value)));

    /// <summary>Null when the value obeys every rule.</summary>
    public BrokenRule? Judge(in CellValue value)
    {
        if (value.IsMissing)
        {
            return _required ? new BrokenRule(DataRules.Required, _action) : null;
        }

        if (!value.IsOfType)
        {
            return new BrokenRule(DataRules.Type, _typeAction);
        }

        if (value.Number < _minimum || value.Number > _maximum)
        {
            return new BrokenRule(DataRules.Range, _action);
        }

        return _categories is not null && !_categories.Contains(value.Utf8) && !IsClass(value.Utf8) ? new BrokenRule(_categoryRule, _categoryAction!.Value) : null;
    }
}
