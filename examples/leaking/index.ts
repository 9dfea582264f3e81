/**
 * The ML platform of examples/compliant as people first write it. Beside each mistake stands what leaks. Do not deploy it.
 *
 * What one program cannot hold at once is in companions/.
 *
 *     pulumi preview --policy-pack ../..
 */
import "./studio";
import "./training";
import "./serving";
import "./analytics";
import "./permissions";
