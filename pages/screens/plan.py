from pages.components import plan, session

plan.show(session.rules())
