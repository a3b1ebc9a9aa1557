package dev.latchkey.adapter.http.page;

import io.pebbletemplates.pebble.extension.AbstractNodeVisitor;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.ExtendsNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.IncludeNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.SetNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.ArrayExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.FunctionOrMacroInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.MapExpression;
import io.pebbletemplates.pebble.node.expression.RenderableNodeExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a template reads, whichever way through it is taken: values by their paths, such as {@code
 * email}, {@code mails[].subject} for what each of some has, and {@code t.sign-in.title} for a
 * text; and what it uses of the language of templates.
 */
final class TemplateReading extends AbstractNodeVisitor {
  /** The path of what the template has made itself. */
  private static final String ITS_OWN = "";

  private final Templates language;
  private final SortedSet<String> values = new TreeSet<>();
  private final SortedSet<String> unknown = new TreeSet<>();
  private final SortedSet<String> others = new TreeSet<>();
  private final Map<String, String> made = new HashMap<>();

  private TemplateReading(PebbleTemplateImpl template, Templates language) {
    super(template);
    this.language = language;
  }

  /** Reads one. */
  static TemplateReading of(Templates templates, String name) {
    if (templates.template(name) instanceof PebbleTemplateImpl template) {
      var reading = new TemplateReading(template, templates);
      template.getRootNode().accept(reading);
      return reading;
    }
    throw new IllegalStateException("a template of another make: " + name);
  }

  /** The paths of the values. */
  SortedSet<String> values() {
    return values;
  }

  /** What of the language there is not. */
  SortedSet<String> unknown() {
    return unknown;
  }

  /** The templates that it extends or includes. */
  SortedSet<String> others() {
    return others;
  }

  @Override
  public void visit(PrintNode node) {
    read(node.getExpression());
  }

  @Override
  public void visit(IfNode node) {
    for (var way : node.getConditionsWithBodies()) {
      read(way.getLeft());
      way.getRight().accept(this);
    }
    if (node.getElseBody() != null) {
      node.getElseBody().accept(this);
    }
  }

  @Override
  public void visit(ForNode node) {
    read(node.getIterable());
    var path = path(node.getIterable());
    var before = new HashMap<>(made);
    made.put("loop", ITS_OWN);
    made.put(node.getIterationVariable(), path == null || path.isEmpty() ? ITS_OWN : path + "[]");
    node.getBody().accept(this);
    made.clear();
    made.putAll(before);
    if (node.getElseBody() != null) {
      node.getElseBody().accept(this);
    }
  }

  @Override
  public void visit(SetNode node) {
    read(node.getValue());
    made.put(node.getName(), ITS_OWN);
  }

  @Override
  public void visit(ExtendsNode node) {
    other(node.getParentExpression());
  }

  @Override
  public void visit(IncludeNode node) {
    other(node.getIncludeExpression());
  }

  private void other(Expression<?> name) {
    if (name instanceof LiteralStringExpression literal) {
      others.add(literal.getValue());
    } else {
      unknown.add("a template whose name is not a text");
    }
  }

  private void read(@Nullable Expression<?> expression) {
    switch (expression) {
      case ContextVariableExpression variable -> use(path(variable));
      case GetAttributeExpression attribute -> read(attribute);
      case BinaryExpression<?> two -> {
        read(two.getLeftExpression());
        read(two.getRightExpression());
      }
      case RenderableNodeExpression part -> part.getNode().accept(this);
      case UnaryExpression one -> read(one.getChildExpression());
      case TernaryExpression three -> {
        read(three.getExpression1());
        read(three.getExpression2());
        read(three.getExpression3());
      }
      case ArrayExpression several -> several.getValues().forEach(this::read);
      case MapExpression several ->
          several
              .getEntries()
              .forEach(
                  (key, value) -> {
                    read(key);
                    read(value);
                  });
      case null, default -> readCall(expression);
    }
  }

  private void readCall(@Nullable Expression<?> expression) {
    switch (expression) {
      case FilterInvocationExpression filter ->
          call(
              "filter",
              filter.getFilterName(),
              language.hasFilter(filter.getFilterName()),
              filter.getArgs());
      case FunctionOrMacroInvocationExpression function ->
          call(
              "function",
              function.getFunctionName(),
              language.hasFunction(function.getFunctionName()),
              function.getArguments());
      case TestInvocationExpression test ->
          call("test", test.getTestName(), language.hasTest(test.getTestName()), test.getArgs());
      case null, default -> {
        // A literal, or a block.
      }
    }
  }

  private void call(String kind, String name, boolean isThere, @Nullable ArgumentsNode arguments) {
    if (!isThere) {
      unknown.add("the " + kind + " " + name);
    }
    // Where there are none, Pebble has no list either.
    if (arguments != null && arguments.getPositionalArgs() != null) {
      arguments.getPositionalArgs().forEach(each -> read(each.getValueExpression()));
    }
    if (arguments != null && arguments.getNamedArgs() != null) {
      arguments.getNamedArgs().forEach(each -> read(each.getValueExpression()));
    }
  }

  private void read(GetAttributeExpression attribute) {
    var path = path(attribute);
    if (path == null) {
      read(attribute.getNode());
      read(attribute.getAttributeNameExpression());
    } else {
      use(path);
    }
  }

  private void use(@Nullable String path) {
    if (path != null && !path.equals(ITS_OWN)) {
      values.add(path);
    }
  }

  /** Null where it cannot be known before. */
  private @Nullable String path(Expression<?> expression) {
    return switch (expression) {
      case ContextVariableExpression variable ->
          made.getOrDefault(variable.getName(), variable.getName());
      case GetAttributeExpression attribute
          when attribute.getAttributeNameExpression() instanceof LiteralStringExpression name -> {
        var of = path(attribute.getNode());
        yield of == null || of.equals(ITS_OWN) ? of : of + "." + name.getValue();
      }
      default -> null;
    };
  }
}
